import { useState } from 'react';
import { Alert, Button, Select, Text } from '@backstage/ui';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  Campaign,
  CheckLevel,
  Promotion,
} from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { conformityTranslationRef } from '../../translation';
import { messageOf } from '../../util/errors';
import { DateField } from '../DateField';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

const SOONER = 'sooner';
const levels: CheckLevel[] = ['bronze', 'silver', 'gold'];

/** What to change in the standards so that everybody is asked; changes nothing. */
export function PromoteCampaign(props: { campaign: Campaign }) {
  const { id } = props.campaign;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const { t: tConformity } = useTranslationRef(conformityTranslationRef);
  const api = useApi(campaignsApiRef);
  const [level, setLevel] = useState<CheckLevel>();
  const [enforcedFrom, setEnforcedFrom] = useState('');
  const [promotion, setPromotion] = useState<Promotion>();
  const [error, setError] = useState<Error>();
  const [isPending, setPending] = useState(false);

  const show = async () => {
    setPending(true);
    setError(undefined);
    try {
      setPromotion(
        await api.promoteCampaign(id, {
          level,
          enforcedFrom: enforcedFrom || undefined,
        }),
      );
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(false);
    }
  };

  return (
    <section className={styles.section} aria-labelledby="campaign-promote">
      <Text as="h3" id="campaign-promote" variant="title-x-small" weight="bold">
        {t('promote.title')}
      </Text>
      <Text as="p">{t('promote.text')}</Text>
      <div className={styles.controls}>
        <Select
          className={styles.select}
          label={t('promote.level')}
          options={[
            { value: SOONER, label: t('promote.sooner') },
            ...levels.map(value => ({
              value,
              label: tConformity(`level.${value}`),
            })),
          ]}
          value={level ?? SOONER}
          onChange={value =>
            setLevel(value === SOONER ? undefined : (value as CheckLevel))
          }
        />
        <DateField
          label={t('promote.enforcedFrom')}
          description={t('promote.enforcedFromHint')}
          value={enforcedFrom}
          onChange={setEnforcedFrom}
        />
        <Button variant="secondary" isPending={isPending} onPress={show}>
          {t('promote.show')}
        </Button>
      </div>
      {error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('promote.error')}
          description={messageOf(error)}
        />
      )}
      {promotion && <Change promotion={promotion} />}
    </section>
  );
}

function Change(props: { promotion: Promotion }) {
  const { files, unchanged } = props.promotion;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const toasts = useApi(toastApiRef);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(
        files.map(({ diff }) => diff).join(''),
      );
      toasts.post({ title: t('promote.copied'), status: 'success' });
    } catch (error) {
      toasts.post({
        title: t('promote.copyFailed'),
        description: messageOf(error),
        status: 'danger',
      });
    }
  };
  return (
    <>
      {files.map(({ path, diff }) => (
        // Scrolls sideways, which takes the focus of the keyboard.
        <pre
          key={path}
          className={styles.diff}
          role="region"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={t('promote.diff', { path })}
        >
          <code>{diff}</code>
        </pre>
      ))}
      {files.length > 0 && (
        <div>
          <Button variant="secondary" onPress={copy}>
            {t('promote.copy')}
          </Button>
        </div>
      )}
      {unchanged.length > 0 && (
        <div>
          <Text as="p" weight="bold">
            {t('promote.unchanged')}
          </Text>
          <ul>
            {unchanged.map(({ check, reason }) => (
              <li key={check}>
                <code>{check}</code>: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
