import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Badge,
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  Text,
} from '@backstage/ui';
import { Invitation, answerPath } from '@waymark-idp/plugin-surveys-common';
import { estimateMinutes } from '../answer/estimateMinutes';
import { surveysTranslationRef } from '../translation';
import { formatDay } from '../util/format';
import styles from './pages.module.css';

/** One survey that I am asked to answer. */
export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const { wave, participated } = invitation;
  const facts = [
    t('list.questions', { count: wave.questions.length }),
    t('list.minutes', { minutes: String(estimateMinutes(wave.questions)) }),
    t('list.closes', { day: formatDay(wave.closesAt) }),
  ];
  return (
    <Card className={styles.card}>
      <CardBody>
        <div className={styles.title}>
          <Text as="h3" variant="body-large" weight="bold">
            {wave.title}
          </Text>
          <Badge>{t(`list.${wave.terms.mode}`)}</Badge>
        </div>
        <Text as="p">{wave.description}</Text>
        <Text as="p" color="secondary">
          {participated
            ? t('list.answered', { day: formatDay(wave.closesAt) })
            : facts.join(' · ')}
        </Text>
      </CardBody>
      {!participated && (
        <CardFooter>
          <ButtonLink
            href={answerPath(wave.id)}
            variant="primary"
            aria-label={`${t('list.answer')}: ${wave.title}`}
          >
            {t('list.answer')}
          </ButtonLink>
        </CardFooter>
      )}
    </Card>
  );
}
