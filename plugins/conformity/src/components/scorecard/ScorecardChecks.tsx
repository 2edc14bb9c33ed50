import { ReactNode, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { PlacedCheck, pointsPerWeight, sortChecks } from '../../util/scorecard';
import { CheckFilter, CheckFilterValue } from './CheckFilter';
import { CheckRow, checkRowId } from './CheckRow';
import { NotApplicable } from './NotApplicable';
import { StandardSection } from './StandardSection';
import styles from './scorecard.module.css';

/** Every check: first what gains most, then what counts soon, what is waived, what passed. */
export function ScorecardChecks(props: { scorecard: Scorecard }) {
  const { standards } = props.scorecard;
  const { t } = useTranslationRef(conformityTranslationRef);
  const [filter, setFilter] = useState<CheckFilterValue>('all');
  const { expanded, setOpen } = useExpandedChecks();
  const sorted = useMemo(() => sortChecks(standards), [standards]);
  const points = useMemo(() => pointsPerWeight(standards), [standards]);

  const passed = sorted.passed.reduce((sum, it) => sum + it.checks.length, 0);
  const numbers = {
    needsWork: sorted.needsWork.length,
    upcoming: sorted.upcoming.length,
    waived: sorted.waived.length,
    passed,
  };
  const all = Object.values(numbers).reduce((sum, it) => sum + it, 0);
  const shows = (section: keyof typeof numbers) =>
    numbers[section] > 0 && (filter === 'all' || filter === section);
  const rows = (items: PlacedCheck[], gains = false) =>
    items.map(({ check, standard }) => (
      <CheckRow
        key={check.id}
        check={check}
        standard={standard}
        points={gains ? check.weight * points : undefined}
        isExpanded={expanded.has(check.id)}
        onExpandedChange={isOpen => setOpen(check.id, isOpen)}
      />
    ));

  return (
    <>
      {all > 0 && (
        <CheckFilter
          numbers={{ all, ...numbers }}
          value={filter}
          onChange={setFilter}
        />
      )}
      {shows('needsWork') && (
        <Section name="needsWork">{rows(sorted.needsWork, true)}</Section>
      )}
      {shows('upcoming') && (
        <Section name="upcoming">{rows(sorted.upcoming)}</Section>
      )}
      {shows('waived') && (
        <Section name="waived">{rows(sorted.waived)}</Section>
      )}
      {shows('passed') && (
        <Section name="passed">
          {sorted.passed.map(standard => (
            <StandardSection
              key={standard.name}
              standard={standard}
              expanded={expanded}
              onExpandedChange={setOpen}
            />
          ))}
        </Section>
      )}
      {filter !== 'all' && numbers[filter] === 0 && (
        <Text as="p">{t('scorecard.filter.none')}</Text>
      )}
      <NotApplicable checks={sorted.notApplicable} />
    </>
  );
}

function Section(props: {
  name: 'needsWork' | 'upcoming' | 'waived' | 'passed';
  children: ReactNode;
}) {
  const { name, children } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const id = `conformity-section-${name}`;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Text as="h2" id={id} variant="title-x-small" weight="bold">
        {t(`scorecard.section.${name}`)}
      </Text>
      {children}
    </section>
  );
}

/** Which checks are open; first the one that the address names. */
function useExpandedChecks() {
  const { hash } = useLocation();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const setOpen = (check: string, isOpen: boolean) =>
    setExpanded(before => {
      const after = new Set(before);
      if (isOpen) {
        after.add(check);
      } else {
        after.delete(check);
      }
      return after;
    });
  useEffect(() => {
    const named = hash.startsWith(`#${checkRowId('')}`)
      ? hash.slice(checkRowId('').length + 1)
      : '';
    if (named) {
      setOpen(named, true);
      const row = document.getElementById(checkRowId(named));
      row?.scrollIntoView?.({ block: 'start' });
      row?.querySelector('button')?.focus({ preventScroll: true });
    }
  }, [hash]);
  return { expanded, setOpen };
}
