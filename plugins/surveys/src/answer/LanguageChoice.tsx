import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { surveysTranslationRef } from '../translation';

interface LanguageChoiceProps {
  languages: string[];
  language: string;
  onLanguage(language: string): void;
}

/** Where a survey is written in several languages: which one to read. */
export function LanguageChoice(props: LanguageChoiceProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  if (props.languages.length < 2) return null;
  return (
    <Select
      label={t('answer.language')}
      options={props.languages.map(tag => ({ value: tag, label: nameOf(tag) }))}
      value={props.language}
      onChange={key => key && props.onLanguage(String(key))}
    />
  );
}

/** A language in its own words: "Deutsch" for `de`. */
function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
