import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SimpleSelection } from './selection';
import { conformityCampaignsTranslationRef } from './translation';
import { Choice, Choices } from './useChoices';
import styles from './campaigns.module.css';

const ANY = 'any';

/** Chooses components by what the catalog says of them. */
export function SelectionChooser(props: {
  choices: Choices;
  /** Undefined where the selection is more than can be chosen here. */
  value: SimpleSelection | undefined;
  onChange(value: SimpleSelection): void;
}) {
  const { choices, value, onChange } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  if (!value) {
    return (
      <fieldset className={styles.fieldset}>
        <legend>{t('form.selection')}</legend>
        <p>{t('form.selectionOther')}</p>
      </fieldset>
    );
  }
  const select = (
    key: keyof SimpleSelection,
    label: string,
    options: Choice[],
  ) => (
    <Select
      className={styles.select}
      label={label}
      search={options.length > 10 ? true : undefined}
      options={[{ value: ANY, label: t('form.any') }, ...options]}
      value={value[key] ?? ANY}
      onChange={chosen =>
        onChange({
          ...value,
          [key]: chosen === ANY ? undefined : String(chosen),
        })
      }
    />
  );
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('form.selection')}</legend>
      <p>{t('form.selectionHint')}</p>
      <div className={styles.controls}>
        {select('owner', t('form.componentOwner'), choices.groups)}
        {select('system', t('form.system'), choices.systems)}
        {select('type', t('form.type'), choices.types)}
        {select('lifecycle', t('form.lifecycle'), choices.lifecycles)}
      </div>
    </fieldset>
  );
}
