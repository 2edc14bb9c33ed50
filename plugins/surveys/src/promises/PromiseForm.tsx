import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Select, Text, TextField } from '@backstage/ui';
import {
  PromiseLink,
  PromiseState,
  promiseStates,
} from '@waymark-idp/plugin-surveys-common';
import { FormEvent, useState } from 'react';
import { EntityField } from '../util/EntityField';
import { messageOf } from '../util/format';
import styles from './promises.module.css';
import { surveysPromisesTranslationRef } from './translation';

/** What is written in the form. */
export interface PromiseFields {
  said: string;
  text: string;
  owner: string;
  state: PromiseState;
  reason: string;
  linkKind: PromiseLink['kind'] | 'none';
  linkTarget: string;
}

interface PromiseFormProps {
  initial: PromiseFields;
  /** An existing promise: what was said stays as it is. */
  isChange: boolean;
  /** Rejects when it was refused; the form stays. */
  onSave(fields: PromiseFields): Promise<void>;
  onCancel(): void;
}

const LINK_HELP = {
  proposal: 'formLinkHelpProposal',
  check: 'formLinkHelpCheck',
} as const;

/** Makes a promise, or changes it. */
export function PromiseForm(props: PromiseFormProps) {
  const { initial, isChange, onSave, onCancel } = props;
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  const [fields, setFields] = useState(initial);
  const [error, setError] = useState<Error>();
  const [saving, setSaving] = useState(false);
  const set = (changed: Partial<PromiseFields>) =>
    setFields(current => ({ ...current, ...changed }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    try {
      await onSave(fields);
    } catch (caught) {
      setError(caught as Error);
      setSaving(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {!isChange && (
        <TextField
          label={t('formSaid')}
          value={fields.said}
          onChange={said => set({ said })}
          maxLength={500}
          isRequired
        />
      )}
      <TextField
        label={t('formText')}
        value={fields.text}
        onChange={text => set({ text })}
        maxLength={1000}
        isRequired
      />
      <EntityField
        kinds={['group', 'user']}
        label={t('formOwner')}
        value={fields.owner}
        onChange={owner => set({ owner })}
        isRequired
      />
      <Select
        label={t('formState')}
        options={promiseStates.map(state => ({
          value: state,
          label: t(`state.${state}`),
        }))}
        value={fields.state}
        onChange={state => state && set({ state: state as PromiseState })}
      />
      {fields.state === 'dropped' && (
        <TextField
          label={t('formReason')}
          value={fields.reason}
          onChange={reason => set({ reason })}
          isRequired
        />
      )}
      <Select
        label={t('formLinkKind')}
        options={[
          { value: 'none', label: t('formLinkNone') },
          { value: 'proposal', label: t('formLinkProposal') },
          { value: 'template', label: t('formLinkTemplate') },
          { value: 'check', label: t('formLinkCheck') },
        ]}
        value={fields.linkKind}
        onChange={kind =>
          kind &&
          kind !== fields.linkKind &&
          set({
            linkKind: kind as PromiseFields['linkKind'],
            linkTarget: '',
          })
        }
      />
      {fields.linkKind === 'template' && (
        <>
          <EntityField
            kinds={['template']}
            label={t('formLinkTemplateWhich')}
            value={fields.linkTarget.split('@')[0]}
            onChange={template => set({ linkTarget: versionOf(template) })}
            isRequired
          />
          <TextField
            label={t('formLinkVersion')}
            description={t('formLinkVersionHelp')}
            value={fields.linkTarget.split('@')[1] ?? ''}
            onChange={version =>
              set({
                linkTarget: versionOf(fields.linkTarget.split('@')[0], version),
              })
            }
          />
        </>
      )}
      {(fields.linkKind === 'proposal' || fields.linkKind === 'check') && (
        <TextField
          label={t('formLinkTarget')}
          description={t(LINK_HELP[fields.linkKind])}
          value={fields.linkTarget}
          onChange={linkTarget => set({ linkTarget })}
          isRequired
        />
      )}
      {!isChange && (
        <Text as="p" color="secondary">
          {t('formTold')}
        </Text>
      )}
      {error && <Alert status="danger" description={messageOf(error)} />}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" isDisabled={saving}>
          {t(isChange ? 'update' : 'save')}
        </Button>
        <Button variant="secondary" onPress={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** `template:default/service@1.2.0`, or without a version. */
function versionOf(template: string, version = ''): string {
  return version.trim() ? `${template}@${version.trim()}` : template;
}

/** The link that the fields stand for. */
export function linkOf(fields: PromiseFields): PromiseLink | undefined {
  return fields.linkKind === 'none'
    ? undefined
    : { kind: fields.linkKind, target: fields.linkTarget.trim() };
}
