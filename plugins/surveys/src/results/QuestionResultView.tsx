import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  QuestionResult,
  ReleasedQuestionResult,
  Results,
} from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { formatInterval, formatPercent } from '../util/format';
import { Distribution } from './Distribution';
import { GroupTable } from './GroupTable';
import styles from './results.module.css';

interface QuestionResultViewProps {
  result: QuestionResult;
  results: Results;
}

/** One question: the figure with its uncertainty, the answers, the teams. */
export function QuestionResultView(props: QuestionResultViewProps) {
  const { result, results } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  return (
    <article className={styles.question}>
      <Text as="h3" variant="body-large" weight="bold">
        {result.question.text}
      </Text>
      {result.suppressed ? (
        <Text as="p" color="secondary">
          {t('results.suppressed')}
        </Text>
      ) : (
        <>
          <Headline result={result} />
          {result.distribution && (
            <Distribution
              question={result.question}
              points={result.distribution}
            />
          )}
          {result.groups && (
            <GroupTable groups={results.groups} cells={result.groups} />
          )}
          {result.question.type === 'text' && (
            <Comments
              comments={result.comments}
              minimum={results.terms.minimumComments}
            />
          )}
        </>
      )}
    </article>
  );
}

function Headline({ result }: { result: ReleasedQuestionResult }) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const { favourable, favourableBound, dontKnowShare } = result;
  const facts = [
    favourable &&
      t('results.interval', { interval: formatInterval(favourable.interval) }),
    favourable?.worstCase &&
      t('results.worstCase', {
        interval: formatInterval(favourable.worstCase),
      }),
    t('results.n', { count: result.answered }),
    dontKnowShare
      ? t('results.dontKnow', { share: formatPercent(dontKnowShare) })
      : undefined,
  ].filter(Boolean);
  return (
    <p className={styles.headline}>
      {favourable && (
        <>
          <strong>{formatPercent(favourable.value)}</strong>{' '}
          {t('results.favourable')}{' '}
        </>
      )}
      {favourableBound &&
        t(
          favourableBound === 'at-least-90'
            ? 'results.atLeast'
            : 'results.atMost',
        )}
      <span className={styles.facts}>{facts.join(' · ')}</span>
    </p>
  );
}

interface CommentsProps {
  comments: string[] | undefined;
  minimum: number;
}

function Comments({ comments, minimum }: CommentsProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  if (!comments) {
    return (
      <Text as="p" color="secondary">
        {t('results.commentsNone', { minimum: String(minimum) })}
      </Text>
    );
  }
  return (
    <details>
      <summary>
        {t('results.comments')} ({comments.length})
      </summary>
      <ul className={styles.comments}>
        {comments.map((comment, index) => (
          // Comments have no identity, on purpose.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>{comment}</li>
        ))}
      </ul>
    </details>
  );
}
