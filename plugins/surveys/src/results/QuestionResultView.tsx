import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  CommentReply,
  Milestone,
  QuestionResult,
  ReleasedQuestionResult,
  Results,
  SurveyPromise,
} from '@waymark-idp/plugin-surveys-common';
import { PromiseAbout } from '../promises/PromiseAbout';
import { formatInterval, formatPercent } from '../util/format';
import { ChoiceBars } from './ChoiceBars';
import { isScale } from './classify';
import { Comments } from './Comments';
import { DivergingBar } from './DivergingBar';
import { League } from './League';
import styles from './results.module.css';
import { beforeOf } from './shares';
import { TrendChart } from './TrendChart';
import { surveysResultsTranslationRef } from './translation';
import { trendEvents } from './trendEvents';

interface QuestionResultViewProps {
  /** From 1. */
  number: number;
  result: QuestionResult;
  results: Results;
  replies: CommentReply[];
  promises: SurveyPromise[];
  milestones: Milestone[];
  onChanged(): void;
}

/** One question: the whole in words, the answers, the past, the groups, what was written. */
export function QuestionResultView(props: QuestionResultViewProps) {
  const { number, result, results, promises } = props;
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { question } = result;
  return (
    <article className={styles.question} id={`question-${question.id}`}>
      <Text as="h4" variant="body-large" weight="bold">
        {number}. {question.text}
      </Text>
      <p className={styles.sentence}>{result.sentence}</p>
      {!result.suppressed && <Notes result={result} />}
      {!result.suppressed && result.distribution && (
        <>
          {isScale(question) ? (
            <DivergingBar
              question={question}
              points={result.distribution}
              sentence={result.sentence}
            />
          ) : (
            <ChoiceBars
              title={question.text}
              points={result.distribution}
              meanPlaces={result.meanPlaces}
            />
          )}
        </>
      )}
      {!result.suppressed && result.trend && (
        <TrendChart
          title={question.text}
          trend={result.trend}
          events={trendEvents(promises, props.milestones)}
        />
      )}
      {!result.suppressed && (
        <Groups result={result} results={results} title={question.text} />
      )}
      {!result.suppressed && question.type === 'text' && (
        <Comments {...props} result={result} />
      )}
      <PromiseAbout
        about={question.text}
        waveId={results.waveId}
        questionId={question.id}
        promises={promises.filter(
          ({ waveId, themeId }) => waveId === results.waveId && !themeId,
        )}
        onMade={props.onChanged}
      />
      {result.suppressed && (
        <Text as="p" color="secondary">
          {t('suppressed')}
        </Text>
      )}
    </article>
  );
}

function Notes({ result }: { result: ReleasedQuestionResult }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const { favourable, favourableBound, weighted, dontKnowShare } = result;
  const notes = [
    favourableBound &&
      t(favourableBound === 'at-least-90' ? 'atLeast' : 'atMost'),
    favourable?.worstCase &&
      t('worstCase', { interval: formatInterval(favourable.worstCase) }),
    weighted &&
      favourable &&
      t('weightedText', {
        share: formatPercent(weighted.value),
        interval: formatInterval(weighted.interval),
        effective: String(Math.round(weighted.effectiveSize)),
        plain: formatPercent(favourable.value),
      }),
    dontKnowShare
      ? t('dontKnow', { share: formatPercent(dontKnowShare) })
      : undefined,
  ].filter(note => note !== undefined);
  if (notes.length === 0) return null;
  return <p className={styles.facts}>{notes.join(' ')}</p>;
}

interface GroupsProps {
  title: string;
  result: ReleasedQuestionResult;
  results: Results;
}

function Groups({ title, result, results }: GroupsProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const titles = new Map(results.groups.map(group => [group.id, group.title]));
  const rows = (result.groups ?? []).flatMap(cell =>
    cell.suppressed
      ? []
      : [
          {
            key: cell.groupId,
            name: titles.get(cell.groupId) ?? cell.groupId,
            share: {
              favourable: cell.favourable,
              answered: cell.answered,
              change: cell.change,
              before: beforeOf(cell.favourable, cell.change),
            },
          },
        ],
  );
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('heatTitle')}</summary>
      <League
        label={`${t('heatTitle')}: ${title}`}
        column={t('group')}
        rows={rows}
      />
    </details>
  );
}
