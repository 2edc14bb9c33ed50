import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { OutcomeCounts, Standard } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { Contact } from '../Contact';
import { Prose } from '../Prose';
import scorecardStyles from '../scorecard/scorecard.module.css';
import { StandardCheck } from './StandardCheck';
import styles from './standards.module.css';

/** The id of the element that a standard is in, for links to it. */
export function standardId(name: string): string {
  return `standard-${name}`;
}

/** One standard: whose it is, where to ask, what it asks. */
export function StandardSection(props: {
  standard: Standard;
  byCheck: ReadonlyMap<string, OutcomeCounts>;
}) {
  const { standard, byCheck } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const section = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  const id = standardId(standard.name);
  const headingId = `conformity-standard-${standard.name}`;
  // The page is there before what the address names is loaded.
  useEffect(() => {
    if (hash === `#${id}`) {
      section.current?.scrollIntoView?.({ block: 'start' });
    }
  }, [hash, id]);

  return (
    <section
      ref={section}
      id={id}
      className={`${scorecardStyles.standard} ${styles.section}`}
      aria-labelledby={headingId}
    >
      <div className={scorecardStyles.standardHeader}>
        <Text as="h2" id={headingId} variant="title-small" weight="bold">
          {standard.title}
        </Text>
        <span>
          {t('scorecard.ownedBy')}{' '}
          <EntityRefLink entityRef={standard.owner} defaultKind="group" />
        </span>
        {standard.contact && (
          <span>
            {t('check.contact')} <Contact contact={standard.contact} />
          </span>
        )}
        <span>{t('standards.checks', { count: standard.checks.length })}</span>
      </div>
      <Prose content={standard.description} />
      {standard.checks.map(check => (
        <StandardCheck
          key={check.id}
          check={check}
          standard={standard}
          counts={byCheck.get(check.id)}
        />
      ))}
    </section>
  );
}
