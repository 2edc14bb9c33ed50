import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { Results } from '@waymark-idp/plugin-surveys-common';
import { formatPercent } from '../util/format';
import { DataTable } from './DataTable';
import { NonResponseView } from './NonResponseView';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

/** Below this response rate the silent ones could turn the picture. */
const LOW_RATE = 0.6;

/** Comes first: how many answered, who is missing by group, and whether they differ. */
export function ResponseRateView({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { participation, responseRate, groups } = results;
  const rows = [
    { ...participation, id: '', title: t('everyone'), level: 0 },
    ...groups,
  ];
  return (
    <section aria-labelledby="results-rate" className={styles.section}>
      <Text as="h3" variant="title-small" id="results-rate">
        {t('rateTitle')}
      </Text>
      <Text as="p" variant="body-large">
        {t('rateFigure', {
          answered: String(participation.answered),
          invited: String(participation.invited),
          rate: formatPercent(participation.rate),
        })}
      </Text>
      <Text as="p">{responseRate.sentence}</Text>
      {responseRate.missingDiffer && (
        <Alert
          status="warning"
          title={t('differ')}
          description={responseRate.sentence}
        />
      )}
      {participation.rate < LOW_RATE && (
        <Alert status="warning" description={t('lowRate')} />
      )}
      {groups.length > 0 && (
        <DataTable
          label={t('rateTitle')}
          columns={[
            t('group'),
            t('answered'),
            t('invited'),
            t('rate'),
            t('picture'),
          ]}
          rows={rows.map(group => ({
            key: group.id,
            cells: [
              <span
                key="title"
                style={{ paddingLeft: `${Math.max(0, group.level - 1)}rem` }}
              >
                {group.title}
              </span>,
              group.answered,
              group.invited,
              formatPercent(group.rate),
              <meter
                key="meter"
                min={0}
                max={1}
                value={group.rate}
                aria-label={group.title}
              />,
            ],
          }))}
        />
      )}
      <NonResponseView results={results} />
    </section>
  );
}
