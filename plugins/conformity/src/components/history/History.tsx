import { useCallback, useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HistoryResponse,
  Scorecard,
} from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { entityPath } from '../../util/entityPath';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { TrendChart } from '../trend/TrendChart';
import styles from '../trend/trend.module.css';
import { ChangesTable } from './ChangesTable';
import { dailyScores } from './dailyScores';
import { DailyScoresTable } from './DailyScoresTable';

const MOST = 200;

/** When which check changed, and the score day by day; loaded when opened. */
export function History(props: { scorecard: Scorecard }) {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  return (
    <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
      <AccordionTrigger title={t('history.title')} />
      <AccordionPanel>
        {isExpanded && <Changes scorecard={props.scorecard} />}
      </AccordionPanel>
    </Accordion>
  );
}

function Changes(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { entityRef } = scorecard;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(conformityApiRef);
  const { value, error, loading, reload } = useLoad<HistoryResponse>(
    useCallback(
      signal => api.getHistory(entityRef, { limit: MOST }, { signal }),
      [api, entityRef],
    ),
  );
  useLive(reload);

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('history.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('history.loading')} rows={2} />
    );
  }
  const isComplete = value.nextCursor === undefined;
  const points = dailyScores(scorecard, value.items, isComplete);
  const changes = value.items.filter(it => it.from !== undefined);
  return (
    <div className={styles.section}>
      {points.length > 1 && (
        <>
          <Text as="p">{t('history.scores')}</Text>
          <TrendChart points={points} />
          <DailyScoresTable points={points} />
        </>
      )}
      {changes.length === 0 ? (
        <Text as="p">{t('history.empty')}</Text>
      ) : (
        <>
          <ChangesTable scorecard={scorecard} changes={changes} />
          <div>
            <ExportMenu
              label={t('history.export')}
              path={`/history${entityPath(entityRef)}`}
            />
          </div>
        </>
      )}
      {!isComplete && (
        <Text as="p" variant="body-small">
          {t('history.upTo', { number: String(value.items.length) })}
        </Text>
      )}
    </div>
  );
}
