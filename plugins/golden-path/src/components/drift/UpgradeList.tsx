import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Upgrade } from '@waymark-idp/plugin-golden-path-common';
import { nameOf } from '../../util';
import { driftTranslationRef } from './translation';
import styles from './drift.module.css';

/** The upgrades that were proposed, newest first. */
export function UpgradeList({ upgrades }: { upgrades: Upgrade[] }) {
  const { t } = useTranslationRef(driftTranslationRef);
  if (upgrades.length === 0) {
    return <Text as="p">{t('upgrades.empty')}</Text>;
  }
  return (
    <ul className={styles.list}>
      {upgrades.map(({ id, from, to, url, state, conflicts, ...upgrade }) => (
        <li key={id}>
          <Link href={url}>{t('upgrades.upgrade', { from, to })}</Link>
          <span>{t(`upgrades.${state}`)}</span>
          <span>{t('upgrades.by', { who: nameOf(upgrade.openedBy) })}</span>
          <time dateTime={upgrade.openedAt}>
            {new Date(upgrade.openedAt).toLocaleDateString()}
          </time>
          {state === 'open' && conflicts > 0 && (
            <span>{t('upgrades.conflicts', { count: conflicts })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
