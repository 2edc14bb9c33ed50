import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityInfoCard,
  useEntity,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { ComponentDrift } from '@waymark-idp/plugin-golden-path-common';
import { useCallback } from 'react';
import { upgradesApiRef } from '../../api/apiRefs';
import { Loaded, useLoad } from '../../hooks/useLoad';
import { TEMPLATE_TAB_PATH } from '../../routes';
import { nameOf } from '../../util';
import { LoadingOrError } from '../LoadingOrError';
import { DriftState } from './DriftState';
import { driftTranslationRef } from './translation';
import styles from './drift.module.css';

/** How far a component is behind its template, on its overview. */
export function TemplateCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(driftTranslationRef);
  const api = useApi(upgradesApiRef);
  const href = `${useEntityRefLink()(entityRef)}${TEMPLATE_TAB_PATH}`;
  const drift = useLoad(
    useCallback(
      async (signal: AbortSignal) => ({
        drift: await api.getDrift(entityRef, { signal }),
      }),
      [api, entityRef],
    ),
  );
  return (
    <EntityInfoCard
      title={t('title')}
      footerActions={<Link href={href}>{t('open')}</Link>}
    >
      {drift.value ? (
        <Summary drift={drift.value.drift} />
      ) : (
        <LoadingOrError
          state={drift as Loaded<unknown>}
          loading={t('loading')}
          error={t('error')}
        />
      )}
    </EntityInfoCard>
  );
}

function Summary({ drift }: { drift?: ComponentDrift }) {
  const { t } = useTranslationRef(driftTranslationRef);
  if (!drift?.state) {
    return <Text as="p">{drift?.problem ?? t('notYet')}</Text>;
  }
  const { state, problem, counts, templateRef } = drift;
  const template = nameOf(templateRef);
  return (
    <div className={styles.section}>
      <DriftState state={state} />
      {state === 'unknown' && <Text as="p">{problem}</Text>}
      {state === 'up-to-date' && (
        <Text as="p">{t('card.upToDate', { template })}</Text>
      )}
      {state === 'behind' && (
        <Text as="p">
          {t('card.behind', {
            template,
            version: drift.version ?? '?',
            newest: drift.newestVersion ?? '?',
          })}{' '}
          {counts.behind > 0 && t('card.filesBehind', { count: counts.behind })}
        </Text>
      )}
      {counts.changedHere > 0 && (
        <Text as="p">
          {t('card.changedHere', { count: counts.changedHere })}
        </Text>
      )}
    </div>
  );
}
