import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Change } from '@waymark-idp/plugin-surveys-common';
import { formatPoints } from '../util/format';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

const SIGNS: Partial<Record<Change['word'], string>> = {
  'clear rise': '▲',
  'clear fall': '▼',
  'no clear change': '=',
};

/** What became of a number since the wave before: a sign, a word, the difference. */
export function ChangeText({ change }: { change?: Change }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  if (!change) return <>–</>;
  const { word, difference, measure } = change;
  return (
    <span className={styles.nowrap}>
      {SIGNS[word] && <span aria-hidden="true">{SIGNS[word]} </span>}
      {t(`word.${word}`)}
      {difference &&
        ` (${
          measure === 'net-score'
            ? formatPoints(difference.value / 100)
            : formatPoints(difference.value)
        })`}
    </span>
  );
}
