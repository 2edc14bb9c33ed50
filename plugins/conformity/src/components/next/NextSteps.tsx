import { useCallback } from 'react';
import { Text } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { fleetApiRef } from '../../api/fleetApiRef';
import { useLive } from '../../hooks/useLive';
import { useLoad } from '../../hooks/useLoad';
import { entityPath } from '../../util/entityPath';
import { refName } from '../../util/refName';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { ExportMenu } from '../ExportMenu';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { NextStepRow } from './NextStepRow';
import styles from './next.module.css';

/** The checks that what a group owns does not pass, in the order worth doing. */
export function NextSteps(props: { owner: string }) {
  const { owner } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const api = useApi(fleetApiRef);
  const { value, error, loading, reload } = useLoad(
    useCallback(signal => api.getNextSteps(owner, { signal }), [api, owner]),
  );
  useLive(reload);

  if (!value) {
    return error && !loading ? (
      <LoadError title={t('next.error')} error={error} onRetry={reload} />
    ) : (
      <LoadingBlock label={t('next.loading')} />
    );
  }
  if (value.items.length === 0) {
    return (
      <div className={styles.steps}>
        <Text as="h2" variant="title-small">
          {t('next.empty.title')}
        </Text>
        <Text as="p">
          {t('next.empty.description', { owner: refName(owner) })}
        </Text>
      </div>
    );
  }
  return (
    <section className={styles.steps} aria-labelledby="conformity-next">
      <Text as="h2" id="conformity-next" variant="title-small" weight="bold">
        {t('next.title')}
      </Text>
      <Text as="p">{t('next.intro', { owner: refName(owner) })}</Text>
      <ol className={styles.list}>
        {value.items.map(step => (
          <li key={step.check.id}>
            <NextStepRow owner={owner} step={step} />
          </li>
        ))}
      </ol>
      <div>
        <ExportMenu path={`/next${entityPath(owner)}`} />
      </div>
    </section>
  );
}
