import { useMemo, useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Scorecard,
  ScorecardCheck,
} from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { needsWork, nextLevel, sortStandards } from '../../util/scorecard';
import { CheckFilter, CheckFilterValue } from './CheckFilter';
import { checkRowId } from './CheckRow';
import { NextLevel } from './NextLevel';
import { NotApplicable } from './NotApplicable';
import { StandardSection } from './StandardSection';

const filters: Record<CheckFilterValue, (check: ScorecardCheck) => boolean> = {
  all: () => true,
  needsWork,
  passed: check => check.outcome.state === 'passed',
  waived: check => check.outcome.state === 'waived',
};

/** What to do next, then every check by standard. */
export function ScorecardChecks(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const [filter, setFilter] = useState<CheckFilterValue>('all');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());

  const { standards, notApplicable } = useMemo(() => {
    const isApplicable = (check: ScorecardCheck) =>
      check.outcome.state !== 'not-applicable';
    return {
      standards: sortStandards(scorecard.standards).map(standard => ({
        ...standard,
        checks: standard.checks.filter(isApplicable),
      })),
      notApplicable: scorecard.standards.flatMap(standard =>
        standard.checks.filter(check => !isApplicable(check)),
      ),
    };
  }, [scorecard]);
  const shown = standards
    .map(standard => ({
      ...standard,
      checks: standard.checks.filter(filters[filter]),
    }))
    .filter(standard => standard.checks.length > 0);
  const next = nextLevel(scorecard);

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
  const jumpTo = (check: string) => {
    setFilter('all');
    setOpen(check, true);
    // Only after the row is there: the filter may have hidden it.
    requestAnimationFrame(() => {
      const row = document.getElementById(checkRowId(check));
      row?.scrollIntoView?.({ block: 'start' });
      row?.querySelector('button')?.focus({ preventScroll: true });
    });
  };

  return (
    <>
      {next && next.checks.length > 0 && (
        <NextLevel checks={next.checks} onChoose={jumpTo} />
      )}
      {standards.some(standard => standard.checks.length > 0) && (
        <CheckFilter
          counts={scorecard.counts}
          value={filter}
          onChange={setFilter}
        />
      )}
      {shown.map(standard => (
        <StandardSection
          key={standard.name}
          standard={standard}
          expanded={expanded}
          onExpandedChange={setOpen}
        />
      ))}
      {shown.length === 0 && filter !== 'all' && (
        <Text as="p">{t('scorecard.filter.none')}</Text>
      )}
      <NotApplicable checks={notApplicable} />
    </>
  );
}
