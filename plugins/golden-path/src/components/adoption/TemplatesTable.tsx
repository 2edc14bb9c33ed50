import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { TemplateAdoption } from '@waymark-idp/plugin-golden-path-common';
import styles from '../drift/drift.module.css';
import { adoptionTranslationRef } from './translation';

/** One line a template; its own page says more. */
export function TemplatesTable(props: { templates: TemplateAdoption[] }) {
  const { t } = useTranslationRef(adoptionTranslationRef);
  if (props.templates.length === 0) {
    return <Text as="p">{t('templates.empty')}</Text>;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{t('templates.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('templates.template')}</th>
            <th scope="col" className={styles.number}>
              {t('templates.created')}
            </th>
            <th scope="col" className={styles.number}>
              {t('templates.stillOn')}
            </th>
            <th scope="col" className={styles.number}>
              {t('templates.newest')}
            </th>
            <th scope="col" className={styles.number}>
              {t('templates.saved')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.templates.map(template => (
            <tr key={template.templateRef}>
              <th scope="row">
                <EntityRefLink
                  entityRef={template.templateRef}
                  title={template.title}
                />
                {template.deprecated && ` (${t('templates.deprecated')})`}
              </th>
              <td className={styles.number}>{template.created}</td>
              <td className={styles.number}>{template.stillOn}</td>
              <td className={styles.number}>{onNewest(template)}</td>
              <td className={styles.number}>
                {template.timeSaved
                  ? t('templates.hours', {
                      count: Math.round(template.timeSaved.hours),
                    } as never)
                  : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function onNewest({ versions, newestVersion }: TemplateAdoption): number {
  return versions
    .filter(({ version }) => version && version === newestVersion)
    .reduce((sum, { components }) => sum + components, 0);
}
