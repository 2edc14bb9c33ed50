import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { Invitation } from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { formatDay } from '../util/format';
import styles from './answer.module.css';
import { estimateMinutes } from './estimateMinutes';

interface IntroductionProps {
  invitation: Invitation;
  hasDraft: boolean;
  onStart(): void;
}

/** Before the first question: what this is, and who will see what. */
export function Introduction(props: IntroductionProps) {
  const { invitation, hasDraft, onStart } = props;
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
      <Text as="h2" variant="title-medium">
        {wave.title}
      </Text>
      <Text as="p">{wave.description}</Text>
      <Text as="p" color="secondary">
        {[
          t('list.questions', { count: wave.questions.length }),
          t('list.minutes', {
            minutes: String(estimateMinutes(wave.questions)),
          }),
          t('list.closes', { day: formatDay(wave.closesAt) }),
        ].join(' · ')}
      </Text>
      <section aria-labelledby="survey-terms" className={styles.terms}>
        <Text as="h3" variant="body-large" weight="bold" id="survey-terms">
          {t('answer.privacyTitle')}
        </Text>
        <ul>
          {terms.map(term => (
            <li key={term}>{term}</li>
          ))}
        </ul>
      </section>
      <div className={styles.buttons}>
        <Button variant="primary" onPress={onStart}>
          {t(hasDraft ? 'answer.resume' : 'answer.start')}
        </Button>
      </div>
    </div>
  );
}
