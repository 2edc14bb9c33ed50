import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  Alert,
  Button,
  ButtonLink,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Campaign } from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { dayOf, endOfDay } from '../../util/dates';
import { messageOf } from '../../util/errors';
import { DateField } from '../DateField';
import { CheckChooser } from './CheckChooser';
import { readSelection, writeSelection } from './selection';
import { SelectionChooser } from './SelectionChooser';
import { conformityCampaignsTranslationRef } from './translation';
import { useCampaignHref } from './useCampaignHref';
import { Choices } from './useChoices';
import styles from './campaigns.module.css';

/** The form of a campaign: a new one, or one that there is. */
export function CampaignForm(props: { choices: Choices; campaign?: Campaign }) {
  const { choices, campaign } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const href = useCampaignHref();
  const navigate = useNavigate();
  const [title, setTitle] = useState(campaign?.title ?? '');
  const [description, setDescription] = useState(campaign?.description ?? '');
  const [owner, setOwner] = useState(campaign?.owner);
  const [day, setDay] = useState(
    campaign ? dayOf(new Date(campaign.deadline)) : '',
  );
  const [checks, setChecks] = useState(campaign?.checks ?? []);
  const [selection, setSelection] = useState(
    campaign ? readSelection(campaign.selection) : {},
  );
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const isLocked = campaign !== undefined && campaign.state !== 'draft';
  const deadline = day ? endOfDay(day) : undefined;
  const wrong = {
    title: title.trim() ? undefined : t('form.missing.title'),
    owner: owner ? undefined : t('form.missing.owner'),
    deadline:
      deadline && deadline.getTime() > Date.now()
        ? undefined
        : t('form.missing.deadline'),
    checks: checks.length > 0 ? undefined : t('form.missing.checks'),
  };

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) {
      return;
    }
    setSending(true);
    setFailure(undefined);
    try {
      const input = {
        title: title.trim(),
        description: description.trim(),
        owner: owner!,
        deadline: deadline!.toISOString(),
        checks,
        selection: selection ? writeSelection(selection) : campaign!.selection,
      };
      const { id } = campaign
        ? await api.updateCampaign(campaign.id, input)
        : await api.createCampaign(input);
      navigate(href(id));
    } catch (error) {
      setFailure(error as Error);
      setSending(false);
    }
  };

  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <TextField
        label={t('form.title')}
        description={tried ? wrong.title : undefined}
        isRequired
        isInvalid={tried && wrong.title !== undefined}
        maxLength={120}
        value={title}
        onChange={setTitle}
      />
      <TextAreaField
        label={t('form.description')}
        description={t('form.descriptionHint')}
        maxLength={4000}
        value={description}
        onChange={setDescription}
      />
      <Select
        label={t('form.owner')}
        description={tried ? wrong.owner : undefined}
        isRequired
        isInvalid={tried && wrong.owner !== undefined}
        search
        options={choices.groups}
        value={owner ?? null}
        onChange={value => setOwner(value ? String(value) : undefined)}
      />
      <DateField
        label={t('form.deadline')}
        error={tried ? wrong.deadline : undefined}
        isRequired
        min={dayOf(new Date())}
        value={day}
        onChange={setDay}
      />
      {isLocked ? (
        <p>{t('form.locked')}</p>
      ) : (
        <>
          <CheckChooser
            standards={choices.standards}
            value={checks}
            error={tried ? wrong.checks : undefined}
            onChange={setChecks}
          />
          <SelectionChooser
            choices={choices}
            value={selection}
            onChange={setSelection}
          />
        </>
      )}
      {failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('form.failed')}
          description={messageOf(failure)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={sending}>
          {t('form.save')}
        </Button>
        <ButtonLink
          variant="secondary"
          href={campaign ? href(campaign.id) : href()}
        >
          {t('form.cancel')}
        </ButtonLink>
      </div>
    </form>
  );
}
