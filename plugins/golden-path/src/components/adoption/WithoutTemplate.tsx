import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, Link, Text } from '@backstage/ui';
import { OwnerWithoutTemplate } from '@waymark-idp/plugin-golden-path-common';
import styles from '../drift/drift.module.css';
import { adoptionTranslationRef } from './translation';

/** Components that come from no template, by owner, with the way onto the golden path. */
export function WithoutTemplate(props: { owners: OwnerWithoutTemplate[] }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  const template = useApi(configApiRef).getOptionalString(
    'goldenPath.adoptTemplate',
  );
  if (props.owners.length === 0) {
    return <Text as="p">{t('without.empty')}</Text>;
  }
  return (
    <>
      {template && (
        <div className={styles.controls}>
          <ButtonLink variant="secondary" href={createPath(template)}>
            {t('without.adopt')}
          </ButtonLink>
        </div>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption>{t('without.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('without.owner')}</th>
              <th scope="col">{t('without.components')}</th>
            </tr>
          </thead>
          <tbody>
            {props.owners.map(({ owner, components, total }) => (
              <tr key={owner ?? ''}>
                <th scope="row">
                  {owner ? (
                    <EntityRefLink entityRef={owner} />
                  ) : (
                    t('without.nobody')
                  )}
                </th>
                <td>
                  {components.map((entityRef, index) => (
                    <span key={entityRef}>
                      {index > 0 && ', '}
                      <EntityRefLink entityRef={entityRef} />
                      {template && (
                        <>
                          {' '}
                          <Link
                            href={createPath(template, entityRef)}
                            variant="body-small"
                            aria-label={t('without.adoptOne', {
                              name: entityRef.split('/').at(-1)!,
                            })}
                          >
                            {t('without.adoptShort')}
                          </Link>
                        </>
                      )}
                    </span>
                  ))}{' '}
                  {total > components.length &&
                    t('without.more', {
                      count: total - components.length,
                    } as never)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/**
 * Where the form of a template is: `template:default/adopt` or `adopt`.
 *
 * @param repository - what the form is filled in with
 */
function createPath(templateRef: string, repository?: string): string {
  const [namespace, name] = /^(?:template:)?(?:([^/]+)\/)?(.+)$/
    .exec(templateRef)!
    .slice(1);
  const path = `/create/templates/${namespace ?? 'default'}/${name}`;
  return repository === undefined
    ? path
    : `${path}?${new URLSearchParams({
        formData: JSON.stringify({ repository }),
      })}`;
}
