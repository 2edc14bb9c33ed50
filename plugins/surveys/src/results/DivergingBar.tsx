import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AnswerCount,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import {
  Bar,
  BarChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { POINT_CLASSES, classify } from './classify';
import styles from './results.module.css';
import { Twin } from './Twin';
import { surveysResultsTranslationRef } from './translation';

interface DivergingBarProps {
  question: SurveyQuestion;
  points: AnswerCount[];
  /** The whole in words. */
  sentence: string;
}

/** Outward from the middle, on either side: the order in which they are stacked. */
const STACK = ['left', 'low1', 'low2', 'right', 'high1', 'high2'] as const;

/**
 * Unfavourable answers to the left, favourable ones to the right, neither-nor
 * astride. All bars of a page share one scale, so that they can be compared.
 */
export function DivergingBar(props: DivergingBarProps) {
  const { question, points, sentence } = props;
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const total = points.reduce((sum, { count }) => sum + count, 0) || 1;
  const share = Object.fromEntries(POINT_CLASSES.map(name => [name, 0]));
  for (const { value, count } of points) {
    share[classify(question, value)] += count / total;
  }
  const bar = {
    left: -share.middle / 2,
    low1: -share.low1,
    low2: -share.low2,
    right: share.middle / 2,
    high1: share.high1,
    high2: share.high2,
  };
  return (
    <>
      <div className={styles.diverging} role="img" aria-label={sentence}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[bar]}
            layout="vertical"
            stackOffset="sign"
            margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis type="number" domain={[-1, 1]} hide />
            <YAxis type="category" hide />
            {STACK.map(part => (
              <Bar
                key={part}
                dataKey={part}
                stackId="answers"
                barSize={24}
                className={
                  styles[part === 'left' || part === 'right' ? 'middle' : part]
                }
                fill="currentColor"
                isAnimationActive={false}
              />
            ))}
            <ReferenceLine x={0} stroke="var(--bui-fg-primary)" />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Twin
        label={question.text}
        columns={[t('answer'), t('people')]}
        rows={points.map(({ value, label, count }) => ({
          key: value,
          cells: [label, count],
        }))}
      />
    </>
  );
}
