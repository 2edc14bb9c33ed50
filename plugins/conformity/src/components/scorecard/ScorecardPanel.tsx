import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useScorecard } from '../../hooks/useScorecard';
import { conformityTranslationRef } from '../../translation';
import { formatScore } from '../../util/format';
import { isEvaluating } from '../../util/scorecard';
import { ScorecardFixes } from '../fixes/ScorecardFixes';
import { History } from '../history/History';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { ScorecardWaivers } from '../waivers/ScorecardWaivers';
import { WaiverFileProblems } from '../waivers/WaiverFileProblems';
import { Badge } from './Badge';
import { EvaluateButton } from './EvaluateButton';
import { ScorecardChecks } from './ScorecardChecks';
import { ScorecardHeader } from './ScorecardHeader';
import { ScorecardNotice } from './ScorecardNotice';
import styles from './scorecard.module.css';

/** The whole scorecard of one component, in every state that it can be in. */
export function ScorecardPanel(props: { entityRef: string }) {
  const { t } = useTranslationRef(conformityTranslationRef);
  const { value, error, loading, reload } = useScorecard(props.entityRef);

  if (!value) {
    return (
      <div className={styles.panel}>
        {error && !loading ? (
          <LoadError
            title={t('scorecard.error.title')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <LoadingBlock label={t('scorecard.loading')} rows={6} />
        )}
      </div>
    );
  }
  let announcement: string = t('score.none');
  if (isEvaluating(value)) {
    announcement = t('scorecard.evaluating');
  } else if (value.score !== undefined) {
    announcement = t('score.label', { score: formatScore(value.score) });
  }
  return (
    <div className={styles.panel}>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      {error && (
        <LoadError
          title={t('scorecard.error.title')}
          error={error}
          onRetry={reload}
        />
      )}
      <ScorecardNotice scorecard={value} />
      {value.status === 'evaluated' && (
        <ScorecardFixes scorecard={value}>
          <ScorecardWaivers scorecard={value}>
            <ScorecardHeader scorecard={value} onChange={reload} />
            <WaiverFileProblems />
            <ScorecardChecks scorecard={value} />
            <div>
              <History scorecard={value} />
              <Badge entityRef={value.entityRef} />
            </div>
          </ScorecardWaivers>
        </ScorecardFixes>
      )}
      {value.status === 'pending' && value.stale && (
        <div>
          <EvaluateButton
            entityRef={value.entityRef}
            isEvaluating={false}
            onAsked={reload}
          />
        </div>
      )}
    </div>
  );
}
