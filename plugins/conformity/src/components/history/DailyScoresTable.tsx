import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useDay } from '../../hooks/useDay';
import { noonOf } from '../../util/dates';
import { formatScore } from '../../util/format';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from '../trend/trend.module.css';

/** What the chart of one component shows, to be read; newest day first. */
export function DailyScoresTable(props: {
  points: { day: string; score?: number }[];
}) {
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const day = useDay();
  return (
    <Accordion>
      <AccordionTrigger title={t('trend.table')} />
      <AccordionPanel>
        <table className={styles.table} aria-label={t('trend.title')}>
          <thead>
            <tr>
              <th scope="col">{t('trend.column.day')}</th>
              <th scope="col">{t('trend.column.score')}</th>
            </tr>
          </thead>
          <tbody>
            {[...props.points].reverse().map(point => (
              <tr key={point.day}>
                <th scope="row">{day(noonOf(point.day))}</th>
                <td>
                  {point.score === undefined ? '–' : formatScore(point.score)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </AccordionPanel>
    </Accordion>
  );
}
