import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Radio, RadioGroup, Select, TextField } from '@backstage/ui';
import { NativeField } from '../util/NativeField';
import styles from './manage.module.css';
import { surveysManageTranslationRef } from './translation';
import { WaveFields } from './useWaveFields';

interface WaveTermsPartProps {
  fields: WaveFields;
  onChange(changed: Partial<WaveFields>): void;
}

const BEGINS = ['hand', 'day', 'repeat'] as const;
/** How often waves can be chosen to come. */
export const EVERY = ['P1W', 'P1M', 'P3M', 'P6M', 'P1Y'] as const;
const MODES = ['default', 'anonymous', 'confidential'] as const;

/** When, and on which terms. */
export function WaveTermsPart({ fields, onChange }: WaveTermsPartProps) {
  const { t } = useTranslationRef(surveysManageTranslationRef);
  const repeats = fields.begins === 'repeat';
  return (
    <>
      <RadioGroup
        label={t('formBegins')}
        value={fields.begins}
        onChange={begins =>
          onChange({ begins: begins as WaveFields['begins'] })
        }
      >
        {BEGINS.map(each => (
          <Radio key={each} value={each}>
            {t(`begins.${each}`)}
          </Radio>
        ))}
      </RadioGroup>
      <div className={styles.pair}>
        {fields.begins !== 'hand' && (
          <NativeField
            type="date"
            label={t('formOpensAt')}
            value={fields.opensAt}
            onChange={opensAt => onChange({ opensAt })}
            required
          />
        )}
        {repeats ? (
          <>
            <Select
              label={t('formEvery')}
              options={EVERY.map(every => ({
                value: every,
                label: t(`every.${every}`),
              }))}
              value={fields.every}
              onChange={every => every && onChange({ every: String(every) })}
            />
            <NativeField
              type="number"
              min={1}
              max={90}
              label={t('formOpenFor')}
              value={fields.openFor}
              onChange={openFor => onChange({ openFor })}
              required
            />
          </>
        ) : (
          <NativeField
            type="date"
            label={t('formClosesAt')}
            value={fields.closesAt}
            onChange={closesAt => onChange({ closesAt })}
            required
          />
        )}
      </div>
      <Select
        label={t('formMode')}
        options={MODES.map(mode => ({ value: mode, label: t(`mode.${mode}`) }))}
        value={fields.mode}
        onChange={mode => mode && onChange({ mode: String(mode) })}
      />
      <div className={styles.pair}>
        {!repeats && (
          <NativeField
            type="number"
            min={5}
            max={50}
            label={t('formMinimum')}
            value={fields.minimum}
            onChange={minimum => onChange({ minimum })}
            required
          />
        )}
        <NativeField
          type="number"
          min={0}
          max={3}
          label={t('formReminders')}
          value={fields.reminders}
          onChange={reminders => onChange({ reminders })}
          required
        />
      </div>
      {!repeats && (
        <TextField
          label={t('formName')}
          value={fields.title}
          onChange={title => onChange({ title })}
          maxLength={200}
        />
      )}
    </>
  );
}
