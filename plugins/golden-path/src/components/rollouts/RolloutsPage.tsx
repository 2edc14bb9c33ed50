import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Container, Link, Text } from '@backstage/ui';
import {
  goldenPathRolloutCreatePermission,
  Rollout,
} from '@waymark-idp/plugin-golden-path-common';
import { useCallback } from 'react';
import { rolloutsApiRef } from '../../api/apiRefs';
import { useLoad } from '../../hooks/useLoad';
import { nameOf } from '../../util';
import styles from '../drift/drift.module.css';
import { LoadingOrError } from '../LoadingOrError';
import { RolloutProgressBar } from './RolloutProgressBar';
import { rolloutsTranslationRef } from './translation';
import { useRolloutHref } from './useRolloutHref';

/** All rollouts, newest first. */
export function RolloutsPage() {
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const api = useApi(rolloutsApiRef);
  const href = useRolloutHref();
  const { allowed } = usePermission({
    permission: goldenPathRolloutCreatePermission,
  });
  const rollouts = useLoad(
    useCallback((signal: AbortSignal) => api.listRollouts({ signal }), [api]),
  );
  return (
    <main>
      <Container py="6">
        <div className={styles.page}>
          <Text as="p">{t('intro')}</Text>
          {allowed && (
            <div className={styles.controls}>
              <ButtonLink href={href('new')}>{t('create')}</ButtonLink>
            </div>
          )}
          {rollouts.value ? (
            <Rollouts rollouts={rollouts.value} />
          ) : (
            <LoadingOrError
              state={rollouts}
              loading={t('loading')}
              error={t('error')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function Rollouts({ rollouts }: { rollouts: Rollout[] }) {
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const href = useRolloutHref();
  if (rollouts.length === 0) {
    return <Text as="p">{t('empty')}</Text>;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{t('list.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.rollout')}</th>
            <th scope="col">{t('list.state')}</th>
            <th scope="col">{t('list.stage')}</th>
            <th scope="col">{t('list.progress')}</th>
            <th scope="col">{t('list.started')}</th>
          </tr>
        </thead>
        <tbody>
          {rollouts.map(rollout => (
            <tr key={rollout.id}>
              <th scope="row">
                <Link href={href(rollout.id)}>
                  {t('title', {
                    template: nameOf(rollout.templateRef),
                    version: rollout.version,
                  })}
                </Link>
              </th>
              <td>{t(`state.${rollout.state}`)}</td>
              <td>
                {t('stageOf', {
                  stage: String(rollout.stage),
                  stages: String(rollout.stages.length),
                  percent: String(rollout.stages[rollout.stage - 1]),
                })}
              </td>
              <td>
                <RolloutProgressBar progress={rollout.progress} />
              </td>
              <td>{new Date(rollout.createdAt).toLocaleDateString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
