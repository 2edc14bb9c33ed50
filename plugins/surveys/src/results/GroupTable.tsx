import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Group, GroupResult } from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';
import { formatInterval, formatPercent } from '../util/format';
import styles from './results.module.css';

interface GroupTableProps {
  groups: Group[];
  cells: GroupResult[];
}

/** Each team's figure with its interval; small teams are not shown. */
export function GroupTable({ groups, cells }: GroupTableProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  const byId = new Map(cells.map(cell => [cell.groupId, cell]));
  return (
    <details>
      <summary>{t('results.groups')}</summary>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('results.group')}</th>
              <th scope="col">{t('results.groupFavourable')}</th>
              <th scope="col">{t('results.groupInterval')}</th>
              <th scope="col">{t('results.groupN')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(group => {
              const cell = byId.get(group.id);
              return (
                <tr key={group.id}>
                  <th scope="row">{group.title}</th>
                  {!cell || cell.suppressed ? (
                    <td colSpan={3} className={styles.hidden}>
                      {t('results.groupHidden')}
                    </td>
                  ) : (
                    <>
                      <td>{formatPercent(cell.favourable.value)}</td>
                      <td>{formatInterval(cell.favourable.interval)}</td>
                      <td>{cell.answered}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
