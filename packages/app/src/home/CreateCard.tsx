import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useCallback } from 'react';
import { Facts } from './Facts';
import { JobCard } from './JobCard';
import { homeTranslationRef } from './translation';
import { useLoaded } from './useLoaded';

const SHOWN = 5;

function isRecommended(template: Entity): boolean {
  return template.metadata.tags?.includes('recommended') ?? false;
}

/** Which templates there are, and the way to them. */
export function CreateCard() {
  const { t } = useTranslationRef(homeTranslationRef);
  const catalogApi = useApi(catalogApiRef);
  const templates = useLoaded(
    useCallback(async () => {
      const { items } = await catalogApi.queryEntities({
        filter: { kind: 'template' },
        fields: ['kind', 'metadata'],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: 100,
      });
      // What the platform recommends comes first, otherwise by name.
      return items
        .sort((a, b) => Number(isRecommended(b)) - Number(isRecommended(a)))
        .slice(0, SHOWN);
    }, [catalogApi]),
  );

  return (
    <JobCard
      icon={<RiAddLine />}
      title={t('create.title')}
      why={t('create.why')}
      action={{ text: t('create.action'), href: '/create', primary: true }}
    >
      <Facts facts={templates}>
        {items =>
          items.length === 0 ? (
            <Text as="p">{t('create.empty')}</Text>
          ) : (
            <ul className="waymark-facts">
              {items.map(template => {
                const ref = stringifyEntityRef(template);
                const { namespace, name } = parseEntityRef(ref);
                return (
                  <li key={ref}>
                    <Link href={`/create/templates/${namespace}/${name}`}>
                      {template.metadata.title ?? name}
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Facts>
    </JobCard>
  );
}
