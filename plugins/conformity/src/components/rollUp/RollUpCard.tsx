import { stringifyEntityRef } from '@backstage/catalog-model';
import { Flex, Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { componentsRouteRef, nextRouteRef, trendRouteRef } from '../../routes';
import { fleetSearchParams } from '../fleet/FleetQuery';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { RollUp } from './RollUp';

/** How far what a group owns, or a system consists of, is; on its overview. */
export function RollUpCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const by =
    entity.kind.toLocaleLowerCase('en-US') === 'group' ? 'owner' : 'system';
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const componentsHref = useRouteRef(componentsRouteRef);
  const nextHref = useRouteRef(nextRouteRef);
  const trendHref = useRouteRef(trendRouteRef);
  const list = fleetSearchParams({ scope: 'all', [by]: entityRef });
  const trend = new URLSearchParams({ by, key: entityRef });
  const next = new URLSearchParams({ owner: entityRef });
  return (
    <EntityInfoCard
      title={t('rollUp.title')}
      footerActions={
        <Flex gap="4" style={{ flexWrap: 'wrap' }}>
          {by === 'owner' && nextHref && (
            <Link href={`${nextHref()}?${next}`}>{t('next.open')}</Link>
          )}
          {componentsHref && (
            <Link href={`${componentsHref()}?${list}`}>
              {t('rollUp.components')}
            </Link>
          )}
          {trendHref && (
            <Link href={`${trendHref()}?${trend}`}>{t('rollUp.trend')}</Link>
          )}
        </Flex>
      }
    >
      <RollUp by={by} entityRef={entityRef} />
    </EntityInfoCard>
  );
}
