import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AnswerCount,
  ReleasedQuestionResult,
} from '@waymark-idp/plugin-surveys-common';
import styles from './results.module.css';
import { DataTable } from './DataTable';
import { surveysResultsTranslationRef } from './translation';

interface ChoiceBarsProps {
  title: string;
  points: AnswerCount[];
  meanPlaces: ReleasedQuestionResult['meanPlaces'];
}

/** Options have no direction: a table with a bar in each row. */
export function ChoiceBars({ title, points, meanPlaces }: ChoiceBarsProps) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const most = Math.max(1, ...points.map(({ count }) => count));
  const places = new Map(meanPlaces?.map(({ value, place }) => [value, place]));
  return (
    <DataTable
      label={title}
      columns={[
        t('answer'),
        t('people'),
        t('picture'),
        ...(meanPlaces ? [t('meanPlaces')] : []),
      ]}
      rows={points.map(({ value, label, count }) => ({
        key: value,
        cells: [
          label,
          count,
          <span
            key="bar"
            className={styles.choice}
            style={{ width: `${(8 * count) / most}rem` }}
          />,
          ...(meanPlaces ? [places.get(value)?.toFixed(1) ?? '–'] : []),
        ],
      }))}
    />
  );
}
