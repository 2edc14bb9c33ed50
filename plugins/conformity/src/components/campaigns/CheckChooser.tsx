import { useState } from 'react';
import { Checkbox, CheckboxGroup, SearchField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Standard } from '@waymark-idp/plugin-conformity-common';
import { conformityCampaignsTranslationRef } from './translation';
import styles from './campaigns.module.css';

/** Chooses checks, by standard, with a field to find them by. */
export function CheckChooser(props: {
  standards: Standard[];
  value: string[];
  error?: string;
  onChange(value: string[]): void;
}) {
  const { standards, value, error, onChange } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = standards
    .map(({ name, title, checks }) => ({
      name,
      title,
      checks: checks.filter(check =>
        `${check.id} ${check.title}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ checks }) => checks.length > 0);

  return (
    <fieldset
      className={styles.fieldset}
      aria-describedby={error && 'campaign-checks-error'}
    >
      <legend>{t('form.checks')}</legend>
      <SearchField
        aria-label={t('form.filter')}
        placeholder={t('form.filter')}
        value={text}
        onChange={setText}
      />
      <p role="status">
        {t('form.checksHint', { chosen: String(value.length) })}
      </p>
      {shown.length === 0 && <p>{t('form.noCheck')}</p>}
      <div className={styles.choices}>
        {shown.map(({ name, title, checks }) => {
          const here = checks.map(check => check.id);
          return (
            <CheckboxGroup
              key={name}
              label={title}
              value={value.filter(id => here.includes(id))}
              onChange={chosen =>
                onChange([...value.filter(id => !here.includes(id)), ...chosen])
              }
            >
              {checks.map(check => (
                <Checkbox key={check.id} value={check.id}>
                  {check.title}
                </Checkbox>
              ))}
            </CheckboxGroup>
          );
        })}
      </div>
      {error && (
        <p id="campaign-checks-error" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
