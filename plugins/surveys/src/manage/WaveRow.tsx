import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Badge, Button, Link, Text } from '@backstage/ui';
import { Wave, resultsPath, stateOf } from '@waymark-idp/plugin-surveys-common';
import { useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { Confirm } from '../util/Confirm';
import { formatDay, messageOf } from '../util/format';
import { ExtendWave } from './ExtendWave';
import styles from './manage.module.css';
import { ParticipationView } from './ParticipationView';
import { surveysManageTranslationRef } from './translation';

interface WaveRowProps {
  wave: Wave;
  onChanged(): void;
}

type Doing = 'open' | 'close' | 'extend' | 'remove';

/** One wave: its state, who was asked, and what can be done with it. */
export function WaveRow({ wave, onChanged }: WaveRowProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [doing, setDoing] = useState<Doing>();
  const [error, setError] = useState<Error>();
  const state = stateOf(wave);
  const isOpen = wave.status === 'open';

  const after = async (action: Promise<unknown>) => {
    await action;
    setDoing(undefined);
    onChanged();
  };
  const archive = () =>
    after(api.archiveWave(wave.id)).catch(caught => setError(caught as Error));
  const action = (what: Doing | 'archive', onPress: () => void) => (
    <Button
      size="small"
      variant="secondary"
      aria-label={t('actionOf', { action: t(what), title: wave.title })}
      onPress={onPress}
    >
      {t(what)}
    </Button>
  );
  return (
    <article className={styles.row}>
      <div className={styles.head}>
        <div>
          <div className={styles.name}>
            <Text as="h4" weight="bold">
              {wave.title}
            </Text>
            <Badge size="small">{t(`state.${state}`)}</Badge>
          </div>
          <Text as="p" color="secondary">
            {[when(), wave.prompt ? t('continuous') : undefined, asked()]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {!doing && (
          <div className={styles.actions}>
            {wave.status === 'draft' && (
              <>
                {action('open', () => setDoing('open'))}
                {action('remove', () => setDoing('remove'))}
              </>
            )}
            {isOpen && (
              <>
                {action('extend', () => setDoing('extend'))}
                {action('close', () => setDoing('close'))}
              </>
            )}
            {wave.status === 'closed' && (
              <>
                <Link href={resultsPath(wave.id)}>{t('results')}</Link>
                {!wave.archivedAt && action('archive', archive)}
              </>
            )}
          </div>
        )}
      </div>
      {doing === 'extend' && (
        <ExtendWave
          wave={wave}
          onExtended={() => after(Promise.resolve())}
          onCancel={() => setDoing(undefined)}
        />
      )}
      {doing === 'open' &&
        confirm('openQuestion', 'open', () => api.openWave(wave.id))}
      {doing === 'close' &&
        confirm('closeQuestion', 'closeConfirm', () => api.closeWave(wave.id))}
      {doing === 'remove' &&
        confirm('removeQuestion', 'remove', () => api.deleteWave(wave.id))}
      {error && <Alert status="danger" description={messageOf(error)} />}
      {wave.status !== 'draft' && <ParticipationView wave={wave} />}
    </article>
  );

  function confirm(
    question: 'openQuestion' | 'closeQuestion' | 'removeQuestion',
    label: 'open' | 'closeConfirm' | 'remove',
    run: () => Promise<unknown>,
  ) {
    return (
      <Confirm
        question={t(question)}
        confirm={t(label)}
        keep={t('cancel')}
        onConfirm={() => after(run())}
        onKeep={() => setDoing(undefined)}
      />
    );
  }

  function when(): string {
    if (wave.status === 'closed') {
      return t('closed', { day: formatDay(wave.closesAt) });
    }
    const closes = t('closes', { day: formatDay(wave.closesAt) });
    if (isOpen) return closes;
    return `${
      wave.opensAt ? t('opens', { day: formatDay(wave.opensAt) }) : t('byHand')
    }, ${closes}`;
  }

  function asked(): string | undefined {
    return wave.status === 'draft'
      ? undefined
      : t('asked', { count: wave.invited });
  }
}
