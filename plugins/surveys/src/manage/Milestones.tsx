import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Select, Text, TextField } from '@backstage/ui';
import {
  Milestone,
  MilestoneKind,
  milestoneKinds,
} from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useState } from 'react';
import { surveysApiRef } from '../api/surveysApiRef';
import { useLoaded } from '../hooks/useLoaded';
import { formatDay, messageOf } from '../util/format';
import { LoadError } from '../util/LoadError';
import { NativeField } from '../util/NativeField';
import { dayAfter, morningOf } from './days';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';

const SHOWN = 10;

/** What happened that trends are read against: to see, to note and to remove. */
export function Milestones() {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const { value, error, reload } = useLoaded(
    () => api.milestones.list(),
    [api],
  );
  return (
    <section aria-labelledby="manage-milestones" className={styles.section}>
      <Text as="h3" variant="title-small" id="manage-milestones">
        {t('milestones')}
      </Text>
      <Text as="p" color="secondary">
        {t('milestonesNote')}
      </Text>
      {error && <LoadError title={t('error')} error={error} onRetry={reload} />}
      <ul className={styles.rows}>
        {value?.items.slice(0, SHOWN).map(milestone => (
          <li key={milestone.id}>
            <MilestoneRow milestone={milestone} onChanged={reload} />
          </li>
        ))}
      </ul>
      <MilestoneForm onNoted={reload} />
    </section>
  );
}

interface MilestoneRowProps {
  milestone: Milestone;
  onChanged(): void;
}

function MilestoneRow({ milestone, onChanged }: MilestoneRowProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const [error, setError] = useState<Error>();
  const { id, kind, title, happenedAt, link } = milestone;
  const remove = async () => {
    try {
      await api.milestones.delete(id);
      onChanged();
    } catch (caught) {
      setError(caught as Error);
    }
  };
  return (
    <article className={`${styles.row} ${styles.head}`}>
      <div>
        <Text as="h4" weight="bold">
          {link ? (
            <a href={link} target="_blank" rel="noreferrer">
              {title}
            </a>
          ) : (
            title
          )}
        </Text>
        <Text as="p" color="secondary">
          {t(`milestone.${kind}`)} · {formatDay(happenedAt)}
        </Text>
      </div>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('actionOf', { action: t('remove'), title })}
        onPress={remove}
      >
        {t('remove')}
      </Button>
      {error && <Alert status="danger" description={messageOf(error)} />}
    </article>
  );
}

function MilestoneForm({ onNoted }: { onNoted(): void }) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const api = useApi(surveysApiRef);
  const today = dayAfter(new Date().toISOString(), 0);
  const [kind, setKind] = useState<MilestoneKind>('release');
  const [title, setTitle] = useState('');
  const [day, setDay] = useState(today);
  const [link, setLink] = useState('');
  const [error, setError] = useState<Error>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    try {
      await api.milestones.create({
        ...{ kind, title },
        ...(day !== today && { happenedAt: morningOf(day) }),
        ...(link.trim() && { link: link.trim() }),
      });
      setTitle('');
      setLink('');
      onNoted();
    } catch (caught) {
      setError(caught as Error);
    }
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <div className={styles.pair}>
        <Select
          label={t('milestoneKind')}
          options={milestoneKinds.map(each => ({
            value: each,
            label: t(`milestone.${each}`),
          }))}
          value={kind}
          onChange={chosen => chosen && setKind(chosen as MilestoneKind)}
        />
        <NativeField
          type="date"
          label={t('milestoneDay')}
          value={day}
          max={today}
          onChange={setDay}
          required
        />
      </div>
      <TextField
        label={t('milestoneTitle')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        isRequired
      />
      <TextField
        label={t('milestoneLink')}
        value={link}
        onChange={setLink}
        type="url"
      />
      {error && <Alert status="danger" description={messageOf(error)} />}
      <div className={styles.actions}>
        <Button type="submit" variant="secondary">
          {t('milestoneNote')}
        </Button>
      </div>
    </form>
  );
}
