import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { conformityTranslationRef } from '../../translation';
import { ConformityScoreOutput } from './ConformityScoreOutput';
import { createdEntityRef } from './createdEntityRef';
import { Prose } from '../Prose';
import styles from './scaffolder.module.css';

/** What a template has created: where to go next, and the score as it comes. */
export function ScaffolderOutput(props: { output?: ScaffolderTaskOutput }) {
  const { output } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const entityLink = useEntityRefLink();
  if (!output) {
    return null;
  }
  const entityRef = createdEntityRef(output);
  const links = (output.links ?? []).flatMap(
    ({ title, url, entityRef: ref }) => {
      const href = url ?? (ref ? entityLink(ref) : undefined);
      const isExternal = /^https?:/.test(href ?? '');
      return href ? [{ title: title ?? href, href, isExternal }] : [];
    },
  );

  return (
    <div className={styles.output}>
      <Card>
        <CardHeader>
          <Text as="h2" variant="title-x-small" weight="bold">
            {t('output.title')}
          </Text>
        </CardHeader>
        <CardBody>
          <div className={styles.body}>
            {entityRef && <ConformityScoreOutput entityRef={entityRef} />}
            {links.length > 0 && (
              <nav aria-label={t('output.links')}>
                <Text as="h3" variant="body-medium" weight="bold">
                  {t('output.links')}
                </Text>
                <ul className={styles.links}>
                  {links.map(({ title, href, isExternal }) => (
                    <li key={href}>
                      <Link
                        href={href}
                        {...(isExternal && {
                          target: '_blank',
                          rel: 'noopener',
                        })}
                      >
                        {title}
                      </Link>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
          </div>
          {output.text?.map(({ title, content }, index) => (
            <section key={index}>
              {title && (
                <Text as="h3" variant="body-medium" weight="bold">
                  {title}
                </Text>
              )}
              <Prose content={content ?? ''} />
            </section>
          ))}
        </CardBody>
      </Card>
    </div>
  );
}
