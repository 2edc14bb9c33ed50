import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OutcomeChange,
  Scorecard,
} from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from '../trend/trend.module.css';
import { When } from '../When';

/** When which check went from what to what, newest first. */
export function ChangesTable(props: {
  scorecard: Scorecard;
  changes: OutcomeChange[];
}) {
  const { scorecard, changes } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  const titles = new Map(
    scorecard.standards
      .flatMap(({ checks }) => checks)
      .map(({ id, title }) => [id, title]),
  );
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={tf('history.title')}>
        <thead>
          <tr>
            <th scope="col">{tf('history.column.when')}</th>
            <th scope="col">{tf('history.column.check')}</th>
            <th scope="col">{tf('history.column.change')}</th>
            <th scope="col">{tf('history.column.why')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ check, from, to, message, at }) => (
            <tr key={`${at} ${check}`}>
              <td>
                <When at={at} />
              </td>
              <th scope="row">{titles.get(check) ?? check}</th>
              <td>
                {from ? t(`state.${from}`) : tf('history.first')}
                {' → '}
                {to ? t(`state.${to}`) : tf('history.gone')}
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
