import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ScorecardStandard } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { CheckRow } from './CheckRow';
import styles from './scorecard.module.css';

/** Checks of one standard. */
export function StandardSection(props: {
  standard: ScorecardStandard;
  expanded: ReadonlySet<string>;
  onExpandedChange(check: string, isExpanded: boolean): void;
}) {
  const { standard, expanded, onExpandedChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const headingId = `conformity-standard-${standard.name}`;
  return (
    <section className={styles.standard} aria-labelledby={headingId}>
      <div className={styles.standardHeader}>
        <Text as="h3" id={headingId} variant="body-medium" weight="bold">
          {standard.title}
        </Text>
        <span>
          {t('scorecard.ownedBy')}{' '}
          <EntityRefLink entityRef={standard.owner} defaultKind="group" />
        </span>
      </div>
      {standard.checks.map(check => (
        <CheckRow
          key={check.id}
          check={check}
          isExpanded={expanded.has(check.id)}
          onExpandedChange={isExpanded =>
            onExpandedChange(check.id, isExpanded)
          }
        />
      ))}
    </section>
  );
}
