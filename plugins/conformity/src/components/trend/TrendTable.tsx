import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TrendChange, TrendPoint } from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { noonOf } from '../../util/dates';
import { formatScore } from '../../util/format';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from './trend.module.css';

/** What the chart shows, to be read; newest day first. */
export function TrendTable(props: {
  points: TrendPoint[];
  changes: TrendChange[];
}) {
  const { points, changes } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const day = useDay();
  const starts = new Set(changes.map(change => change.day));
  return (
    <Accordion>
      <AccordionTrigger title={t('trend.table')} />
      <AccordionPanel>
        <div className={styles.scroll}>
          <table className={styles.table} aria-label={t('trend.title')}>
            <thead>
              <tr>
                <th scope="col">{t('trend.column.day')}</th>
                <th scope="col">{t('trend.column.score')}</th>
                <th scope="col">{t('trend.column.components')}</th>
                <th scope="col">{t('trend.column.passed')}</th>
                <th scope="col">{t('trend.column.notPassed')}</th>
                <th scope="col">{t('trend.column.change')}</th>
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map(point => (
                <tr key={point.day}>
                  <th scope="row">{day(noonOf(point.day))}</th>
                  <td>
                    {point.score === undefined ? '–' : formatScore(point.score)}
                  </td>
                  <td>{point.components}</td>
                  <td>{point.counts.passed}</td>
                  <td>{point.counts.failed + point.counts.error}</td>
                  <td>{starts.has(point.day) ? t('trend.changed') : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
