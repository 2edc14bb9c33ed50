import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { LocalizedText } from '@waymark-idp/plugin-surveys-common';
import { surveysManageTranslationRef } from '../manage/translation';

interface LocalizedFieldProps {
  label: string;
  languages: readonly string[];
  value: LocalizedText;
  isRequired?: boolean;
  onChange(value: LocalizedText): void;
}

/** One field for each language of the survey. */
export function LocalizedField(props: LocalizedFieldProps) {
  const { label, languages, value, isRequired, onChange } = props;
  const { t } = useTranslationRef(surveysManageTranslationRef);
  return (
    <>
      {languages.map(language => (
        <TextField
          key={language}
          label={
            languages.length > 1 ? t('inLanguage', { label, language }) : label
          }
          value={value[language] ?? ''}
          isRequired={isRequired}
          onChange={text => onChange({ ...value, [language]: text })}
        />
      ))}
    </>
  );
}
