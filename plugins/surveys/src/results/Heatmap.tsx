import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Results } from '@waymark-idp/plugin-surveys-common';
import { formatPercent } from '../util/format';
import styles from './results.module.css';
import { surveysResultsTranslationRef } from './translation';

/** Groups against questions: a table whose cells are shaded, and hold the number. */
export function Heatmap({ results }: { results: Results }) {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  const columns = results.questions.flatMap((result, index) =>
    !result.suppressed && result.groups?.length
      ? [
          {
            number: index + 1,
            question: result.question,
            cells: new Map(result.groups.map(cell => [cell.groupId, cell])),
          },
        ]
      : [],
  );
  if (results.groups.length === 0 || columns.length === 0) return null;
  const least = results.terms.minimumGroupSize;
  return (
    <section aria-labelledby="results-heatmap" className={styles.section}>
      <Text as="h3" variant="title-small" id="results-heatmap">
        {t('heatTitle')}
      </Text>
      <Text as="p" color="secondary">
        {t('heatNote')} {t('howHidden', { group: String(least) })}
      </Text>
      <div
        className={styles.scroll}
        role="group"
        aria-labelledby="results-heatmap"
        // The keyboard can scroll what can be scrolled.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={styles.heat}>
          <thead>
            <tr>
              <th scope="col">{t('group')}</th>
              {columns.map(({ number, question }) => (
                <th
                  key={question.id}
                  scope="col"
                  title={question.text}
                  aria-label={t('heatQuestion', {
                    number: String(number),
                    text: question.text,
                  })}
                >
                  {number}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.groups.map(group => (
              <tr key={group.id}>
                <th
                  scope="row"
                  style={{ paddingLeft: `${(group.level - 1) * 1}rem` }}
                >
                  {group.title}
                </th>
                {columns.map(({ question, cells }) => {
                  const cell = cells.get(group.id);
                  if (!cell || cell.suppressed) {
                    return (
                      <td key={question.id} className={styles.hidden}>
                        <span aria-hidden="true">&lt;{least}</span>
                        <span className={styles.said}>{t('heatHidden')}</span>
                      </td>
                    );
                  }
                  const { value } = cell.favourable;
                  return (
                    <td
                      key={question.id}
                      title={cell.sentence}
                      className={styles.cell}
                      style={{
                        ['--share' as string]: `${Math.round(value * 100)}%`,
                      }}
                    >
                      {formatPercent(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
