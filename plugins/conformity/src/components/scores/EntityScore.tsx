import { useContext, useEffect, useSyncExternalStore } from 'react';
import { Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import { messageOf } from '../../util/errors';
import { ScoreBadge } from '../marks/ScoreBadge';
import { ScoresContext } from './ScoresProvider';

/** The score of one component; must be below a `ScoresProvider`. */
export function EntityScore(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const store = useContext(ScoresContext);
  if (!store) {
    throw new Error('EntityScore is used outside of a ScoresProvider');
  }
  const entry = useSyncExternalStore(store.subscribe, () =>
    store.get(entityRef),
  );
  useEffect(() => store.want(entityRef), [store, entityRef]);

  if (entry.state === 'loading') {
    return <Skeleton width={88} height={16} />;
  }
  if (entry.state === 'failed') {
    return <span title={messageOf(entry.error)}>{t('score.unavailable')}</span>;
  }
  if (!entry.summary) {
    return <span>{t('score.notEvaluated')}</span>;
  }
  const { score, level, status, stale } = entry.summary;
  return (
    <ScoreBadge
      score={score}
      level={level}
      pending={status === 'pending'}
      staleReason={stale?.reason}
    />
  );
}
