import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { RolloutComponent } from '@waymark-idp/plugin-golden-path-common';
import { nameOf } from '../../util';
import styles from '../drift/drift.module.css';
import { rolloutsTranslationRef } from './translation';

/** The components of a rollout, by stage. */
export function RolloutComponents(props: { components: RolloutComponent[] }) {
  const { t } = useTranslationRef(rolloutsTranslationRef);
  return (
    <section className={styles.section} aria-label={t('components.title')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('components.title')}
      </Text>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption>{t('components.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('components.component')}</th>
              <th scope="col">{t('components.stage')}</th>
              <th scope="col">{t('components.state')}</th>
              <th scope="col">{t('components.score')}</th>
              <th scope="col">{t('components.proposal')}</th>
            </tr>
          </thead>
          <tbody>
            {props.components.map(component => (
              <tr key={component.entityRef}>
                <th scope="row">
                  <EntityRefLink entityRef={component.entityRef} />
                </th>
                <td>{component.stage}</td>
                <td>
                  {t(`components.${component.state}`)}
                  {component.problem && (
                    <Text as="p" color="secondary">
                      {component.problem}
                    </Text>
                  )}
                </td>
                <td>{scoreOf(component)}</td>
                <td>
                  {component.url ? (
                    <Link
                      href={component.url}
                      aria-label={t('components.lookAt', {
                        component: nameOf(component.entityRef),
                      })}
                    >
                      {t('components.look')}
                    </Link>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function scoreOf({ scoreBefore, scoreAfter }: RolloutComponent): string {
  if (scoreBefore === undefined) {
    return '–';
  }
  return scoreAfter === undefined
    ? String(scoreBefore)
    : `${scoreBefore} → ${scoreAfter}`;
}
