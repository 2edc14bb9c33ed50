import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container, Link, Text } from '@backstage/ui';
import { RolloutDetail } from '@waymark-idp/plugin-golden-path-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { rolloutsApiRef } from '../../api/apiRefs';
import { useLoad } from '../../hooks/useLoad';
import { nameOf, percent } from '../../util';
import styles from '../drift/drift.module.css';
import { LoadingOrError } from '../LoadingOrError';
import { RolloutCommands } from './RolloutCommands';
import { RolloutComponents } from './RolloutComponents';
import { RolloutProgressBar } from './RolloutProgressBar';
import { rolloutsTranslationRef } from './translation';
import { useRolloutHref } from './useRolloutHref';

/** One rollout: how far it is, and with which components. */
export function RolloutPage() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const api = useApi(rolloutsApiRef);
  const href = useRolloutHref();
  const rollout = useLoad(
    useCallback(
      (signal: AbortSignal) => api.getRollout(id, { signal }),
      [api, id],
    ),
  );
  return (
    <main>
      <Container py="6">
        <div className={styles.page}>
          <Link href={href()}>{t('back')}</Link>
          {rollout.value ? (
            <Content rollout={rollout.value} onChange={rollout.reload} />
          ) : (
            <LoadingOrError
              state={rollout}
              loading={t('loading')}
              error={t('error')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function Content(props: { rollout: RolloutDetail; onChange(): void }) {
  const { rollout, onChange } = props;
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const { state, reason, stage, stages, progress } = rollout;
  const counts = Object.fromEntries(
    Object.entries(progress).map(([key, count]) => [key, String(count)]),
  );
  return (
    <>
      <div className={styles.controls}>
        <Text as="h2" variant="title-small" weight="bold">
          {t('title', {
            template: nameOf(rollout.templateRef),
            version: rollout.version,
          })}
        </Text>
        <RolloutCommands rollout={rollout} onChange={onChange} />
      </div>
      {reason && (
        <Alert
          status={state === 'stopped' ? 'danger' : 'info'}
          icon
          title={t(`state.${state}`)}
          description={reason}
        />
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t('list.state')}</dt>
          <dd>{t(`state.${state}`)}</dd>
        </div>
        <div>
          <dt>{t('list.stage')}</dt>
          <dd>
            {t('stageOf', {
              stage: String(stage),
              stages: String(stages.length),
              percent: String(stages[stage - 1]),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('list.progress')}</dt>
          <dd>
            <RolloutProgressBar progress={progress} />
          </dd>
          <dd>{t('counts', counts as never)}</dd>
        </div>
      </dl>
      <Text as="p" color="secondary">
        {t('share', { share: percent(rollout.mergeShare) })}{' '}
        {t('by', {
          who: nameOf(rollout.createdBy),
          day: new Date(rollout.createdAt).toLocaleDateString(),
        })}
      </Text>
      <RolloutComponents components={rollout.components} />
    </>
  );
}
