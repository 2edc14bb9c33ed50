import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import { Choice } from '../campaigns/useChoices';
import { conformityFleetTranslationRef } from './translation';

/** The value that filters nothing. */
export const ANY = 'any';
const FEW = 8;

/** Chooses one of many, or any. */
export function FilterSelect(props: {
  label: string;
  choices: Choice[];
  value: string | undefined;
  onChange(value: string | undefined): void;
}) {
  const { label, choices, value, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  return (
    <Select
      label={label}
      searchable={choices.length > FEW}
      searchPlaceholder={tf('filter.find')}
      options={[{ value: ANY, label: t('fleet.any') }, ...choices]}
      value={value ?? ANY}
      onChange={chosen => onChange(chosen === ANY ? undefined : String(chosen))}
    />
  );
}
