import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Container, Text } from '@backstage/ui';
import {
  ComponentDriftDetail,
  goldenPathUpgradeCreatePermission,
} from '@waymark-idp/plugin-golden-path-common';
import { useCallback } from 'react';
import { upgradesApiRef } from '../../api/apiRefs';
import { Loaded, useLoad } from '../../hooks/useLoad';
import { LoadingOrError } from '../LoadingOrError';
import { UpgradePlanner } from '../upgrade/UpgradePlanner';
import { DriftFiles } from './DriftFiles';
import { DriftState } from './DriftState';
import { driftTranslationRef } from './translation';
import { UpgradeList } from './UpgradeList';
import styles from './drift.module.css';

/** Where a component is against its template, and the way to the newest version. */
export function TemplateTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(driftTranslationRef);
  const api = useApi(upgradesApiRef);
  const drift = useLoad(
    useCallback(
      async (signal: AbortSignal) => ({
        drift: await api.getDrift(entityRef, { signal }),
      }),
      [api, entityRef],
    ),
  );
  return (
    <main>
      <Container py="6">
        <div className={styles.page}>
          {drift.value ? (
            <Content entityRef={entityRef} drift={drift.value.drift} />
          ) : (
            <LoadingOrError
              state={drift as Loaded<unknown>}
              loading={t('loading')}
              error={t('error')}
            />
          )}
        </div>
      </Container>
    </main>
  );
}

function Content(props: { entityRef: string; drift?: ComponentDriftDetail }) {
  const { entityRef, drift } = props;
  const { t } = useTranslationRef(driftTranslationRef);
  const api = useApi(upgradesApiRef);
  const { allowed } = usePermission({
    permission: goldenPathUpgradeCreatePermission,
    resourceRef: entityRef,
  });
  const upgrades = useLoad(
    useCallback(
      (signal: AbortSignal) => api.listUpgrades(entityRef, { signal }),
      [api, entityRef],
    ),
  );
  if (!drift) {
    return <Text as="p">{t('none')}</Text>;
  }
  const { version, newestVersion, state, problem } = drift;
  const canUpgrade = allowed && newestVersion && version !== newestVersion;
  return (
    <>
      <Facts drift={drift} />
      {!state && !problem && <Text as="p">{t('notYet')}</Text>}
      {problem && <Alert status="warning" icon description={problem} />}
      {canUpgrade && (
        <UpgradePlanner
          entityRef={entityRef}
          version={newestVersion}
          onProposed={upgrades.reload}
        />
      )}
      <section className={styles.section} aria-label={t('upgrades.title')}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('upgrades.title')}
        </Text>
        {upgrades.value ? (
          <UpgradeList upgrades={upgrades.value} />
        ) : (
          <LoadingOrError
            state={upgrades as Loaded<unknown>}
            loading={t('upgrades.loading')}
            error={t('upgrades.error')}
          />
        )}
      </section>
      {state && state !== 'unknown' && (
        <section className={styles.section} aria-label={t('files.title')}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('files.title')}
          </Text>
          <DriftFiles files={drift.files} />
        </section>
      )}
    </>
  );
}

function Facts({ drift }: { drift: ComponentDriftDetail }) {
  const { t } = useTranslationRef(driftTranslationRef);
  const { templateRef, version, newestVersion, checkedAt, commit } = drift;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('facts.template')}</dt>
        <dd>
          <EntityRefLink entityRef={templateRef} defaultKind="template" />
        </dd>
      </div>
      <div>
        <dt>{t('facts.version')}</dt>
        <dd>{version ?? t('facts.unknown')}</dd>
      </div>
      <div>
        <dt>{t('facts.newest')}</dt>
        <dd>{newestVersion ?? t('facts.unknown')}</dd>
      </div>
      <div>
        <dt>{t('facts.state')}</dt>
        <dd>
          <DriftState state={drift.state} />
        </dd>
      </div>
      {checkedAt && (
        <div>
          <dt>{t('facts.checked')}</dt>
          <dd>
            <time dateTime={checkedAt}>
              {new Date(checkedAt).toLocaleString()}
            </time>
          </dd>
        </div>
      )}
      {commit && (
        <div>
          <dt>{t('facts.commit')}</dt>
          <dd>
            <code>{commit.slice(0, 10)}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}
