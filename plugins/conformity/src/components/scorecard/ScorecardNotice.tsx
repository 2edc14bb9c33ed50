import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { useWhen } from '../../hooks/useWhen';
import { conformityTranslationRef } from '../../translation';
import { isEvaluating } from '../../util/scorecard';

/** Says what one has to know before believing what is below: in order, the gravest. */
export function ScorecardNotice(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  const { stale, status, evaluatedAt } = scorecard;
  const { t } = useTranslationRef(conformityTranslationRef);
  const when = useWhen();

  if (status === 'unknown-component') {
    return (
      <Alert
        status="info"
        icon
        title={t('scorecard.unknown.title')}
        description={t('scorecard.unknown.description')}
      />
    );
  }
  if (stale && evaluatedAt) {
    return (
      <Alert
        status="warning"
        icon
        title={t('scorecard.stale.title')}
        description={t('scorecard.stale.description', {
          evaluated: when(evaluatedAt),
          when: when(stale.since),
          reason: stale.reason,
        })}
      />
    );
  }
  if (stale) {
    return (
      <Alert
        status="danger"
        icon
        title={t('scorecard.unreadable.title')}
        description={t('scorecard.unreadable.since', {
          when: when(stale.since),
          reason: stale.reason,
        })}
      />
    );
  }
  if (status === 'pending') {
    return (
      <Alert
        status="info"
        isPending
        title={t('scorecard.pending.title')}
        description={t('scorecard.pending.description')}
      />
    );
  }
  if (isEvaluating(scorecard)) {
    return (
      <Alert status="info" isPending title={t('scorecard.evaluatingAgain')} />
    );
  }
  if (scorecard.score === undefined) {
    return (
      <Alert
        status="info"
        icon
        title={t('scorecard.nothingApplies.title')}
        description={t('scorecard.nothingApplies.description')}
      />
    );
  }
  return null;
}
