import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { Invitation, WaveTexts } from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { formatDay } from '../util/format';
import styles from './answer.module.css';
import { estimateMinutes } from './estimateMinutes';
import { LanguageChoice } from './LanguageChoice';
import { WhatItLedTo } from './WhatItLedTo';

interface IntroductionProps {
  invitation: Invitation;
  /** In the chosen language. */
  texts: WaveTexts;
  language: string;
  onLanguage(language: string): void;
  hasDraft: boolean;
  onStart(): void;
}

/** Before the first question: what this is, and who will see what. */
export function Introduction(props: IntroductionProps) {
  const { invitation, texts, language, hasDraft, onStart } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const { wave } = invitation;
  const terms = [
    t(`answer.${wave.terms.mode}`),
    t('answer.participation'),
    t('answer.results', {
      group: String(wave.terms.minimumGroupSize),
      comments: String(wave.terms.minimumComments),
    }),
    t(invitation.serverDraft ? 'answer.draftServer' : 'answer.draftBrowser'),
    t('answer.voluntary'),
  ];
  return (
    <div className={styles.column}>
      <div lang={language}>
        <Text as="h2" variant="title-medium">
          {texts.title}
        </Text>
        <Text as="p">{texts.description}</Text>
      </div>
      <Text as="p" color="secondary">
        {[
          t('list.questions', { count: wave.questions.length }),
          t('list.minutes', {
            minutes: String(estimateMinutes(wave.questions)),
          }),
          t('list.closes', { day: formatDay(wave.closesAt) }),
        ].join(' · ')}
      </Text>
      <LanguageChoice
        languages={wave.languages}
        language={language}
        onLanguage={props.onLanguage}
      />
      <section aria-labelledby="survey-terms" className={styles.terms}>
        <Text as="h3" variant="body-large" weight="bold" id="survey-terms">
          {t('answer.privacyTitle')}
        </Text>
        <ul>
          {terms.map(term => (
            <li key={term}>{term}</li>
          ))}
        </ul>
        <Link href={`/surveys/waves/${encodeURIComponent(wave.id)}/privacy`}>
          {t('answer.privacyMore')}
        </Link>
      </section>
      <div className={styles.buttons}>
        <Button variant="primary" onPress={onStart}>
          {t(hasDraft ? 'answer.resume' : 'answer.start')}
        </Button>
      </div>
      <WhatItLedTo surveyId={wave.surveyId} />
    </div>
  );
}
