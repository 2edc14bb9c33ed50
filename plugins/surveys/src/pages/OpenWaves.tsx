import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  surveysParticipationReadPermission,
  surveysWaveUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { surveysTranslationRef } from '../translation';
import { OpenWaveCard } from './OpenWaveCard';
import styles from './pages.module.css';

/** For those who run surveys: what is under way, and how many have answered. */
export function OpenWaves({ onClosed }: { onClosed(): void }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const api = useApi(surveysApiRef);
  const { allowed: mayRead } = usePermission({
    permission: surveysParticipationReadPermission,
  });
  const { allowed: mayClose } = usePermission({
    permission: surveysWaveUpdatePermission,
  });
  const open = useLoaded(
    async () => (mayRead ? await api.getWaves({ status: 'open' }) : undefined),
    [api, mayRead],
  );
  if (!open.value?.items.length) return null;

  return (
    <section aria-labelledby="surveys-open">
      <Text as="h2" variant="title-small" id="surveys-open">
        {t('list.open')}
      </Text>
      <Text as="p" color="secondary">
        {t('list.openNote')}
      </Text>
      <ul className={styles.cards}>
        {open.value.items.map(wave => (
          <li key={wave.id}>
            <OpenWaveCard
              wave={wave}
              mayClose={mayClose}
              onClosed={() => {
                open.reload();
                onClosed();
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
