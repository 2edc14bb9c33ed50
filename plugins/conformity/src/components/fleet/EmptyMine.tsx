import { Link, Text } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { createComponentRouteRef } from '../../routes';
import { conformityTranslationRef } from '../../translation';
import { NotEvaluated } from './NotEvaluated';
import styles from './fleet.module.css';

/** What to do when nothing that the user owns is evaluated. */
export function EmptyMine() {
  const { t } = useTranslationRef(conformityTranslationRef);
  const createHref = useRouteRef(createComponentRouteRef);
  return (
    <div className={styles.empty}>
      <Text as="h2" variant="title-small">
        {t('fleet.emptyMine.title')}
      </Text>
      <Text as="p">{t('fleet.emptyMine.description')}</Text>
      {createHref && (
        <Link href={createHref()}>{t('fleet.emptyMine.create')}</Link>
      )}
      <NotEvaluated />
    </div>
  );
}
