import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  Comment,
  CommentReply,
  ReleasedQuestionResult,
  Results,
  SurveyPromise,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { PromiseAbout } from '../promises/PromiseAbout';
import { Reply } from './Reply';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

interface CommentsProps {
  result: ReleasedQuestionResult & { question: SurveyQuestion };
  results: Results;
  replies: CommentReply[];
  promises: SurveyPromise[];
  onChanged(): void;
}

/** Comments by theme; nothing says who wrote one. */
export function Comments(props: CommentsProps) {
  const { result, results, replies, promises, onChanged } = props;
  const { question, comments, themes = [] } = result;
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  if (!comments) {
    return (
      <Text as="p" color="secondary">
        {t('commentsNone', {
          minimum: String(results.terms.minimumComments),
        })}
      </Text>
    );
  }
  const byId = new Map(comments.map(comment => [comment.id, comment]));
  const themed = new Set(themes.flatMap(({ commentIds }) => commentIds));
  const others = comments.filter(({ id }) => !themed.has(id));
  const replyTo = (targetId: string, what: string) => (
    <Reply
      what={what}
      reply={replies.find(
        reply =>
          reply.questionId === question.id && reply.targetId === targetId,
      )}
      target={{ waveId: results.waveId, questionId: question.id, targetId }}
      onChanged={onChanged}
    />
  );
  const list = (items: Comment[]) => (
    <ul className={styles.comments}>
      {items.map(({ id, text }) => (
        <li key={id}>
          <p className={styles.comment}>{text}</p>
          {replyTo(id, text.slice(0, 60))}
        </li>
      ))}
    </ul>
  );
  if (themes.length === 0) {
    return (
      <details>
        <summary>
          {t('comments')} ({comments.length})
        </summary>
        {list(comments)}
      </details>
    );
  }
  return (
    <>
      <Text as="h5" weight="bold">
        {t('themes')}
      </Text>
      {themes.map(theme => (
        <details key={theme.id}>
          <summary>
            {t('themeOf', {
              title: theme.title,
              count: theme.commentIds.length,
            })}
          </summary>
          <Text as="p" color="secondary">
            {t('keywords', { words: theme.keywords.join(', ') })}
          </Text>
          {replyTo(theme.id, theme.title)}
          <PromiseAbout
            about={theme.title}
            waveId={results.waveId}
            questionId={question.id}
            themeId={theme.id}
            promises={promises.filter(({ themeId }) => themeId === theme.id)}
            onMade={onChanged}
          />
          {list(theme.commentIds.flatMap(id => byId.get(id) ?? []))}
        </details>
      ))}
      {others.length > 0 && (
        <details>
          <summary>
            {t('themeOf', {
              title: t('otherComments'),
              count: others.length,
            })}
          </summary>
          {list(others)}
        </details>
      )}
    </>
  );
}
