import { CSSProperties } from 'react';
import { Link, VisuallyHidden } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HeatmapCell,
  HeatmapRow,
  Standard,
} from '@waymark-idp/plugin-conformity-common';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { componentsRouteRef, standardsRouteRef } from '../../routes';
import { formatShare } from '../../util/format';
import { refName } from '../../util/refName';
import { fleetSearchParams } from '../fleet/FleetQuery';
import { conformityFleetTranslationRef } from '../fleet/translation';
import styles from './heatmap.module.css';

/** Owners in rows, standards in columns, the share that passes in the cells. */
export function HeatmapTable(props: {
  rows: HeatmapRow[];
  standards: Standard[];
}) {
  const { rows, standards } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const entityLink = useEntityRefLink();
  const standardsHref = useRouteRef(standardsRouteRef);
  const asked = standards.filter(({ name }) =>
    rows.some(({ cells }) => cells.some(cell => cell.standard === name)),
  );

  return (
    <>
      <div
        className={styles.scroll}
        // What scrolls is reached by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('heatmap.title')}
      >
        <table className={styles.table}>
          <caption>
            <VisuallyHidden>{t('heatmap.title')}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {t('heatmap.owner')}
              </th>
              {asked.map(({ name, title }) => (
                <th key={name} scope="col">
                  {standardsHref ? (
                    <Link href={`${standardsHref()}#standard-${name}`}>
                      {title}
                    </Link>
                  ) : (
                    title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ owner, cells }) => (
              <tr key={owner}>
                <th scope="row">
                  {owner === 'none' ? (
                    t('heatmap.none')
                  ) : (
                    <Link href={entityLink(owner)}>{refName(owner)}</Link>
                  )}
                </th>
                {asked.map(standard => (
                  <HeatCell
                    key={standard.name}
                    owner={owner}
                    standard={standard}
                    cell={cells.find(it => it.standard === standard.name)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.legend} aria-hidden="true">
        {t('heatmap.legend')}
        <span>{t('heatmap.low')}</span>
        {[0, 0.25, 0.5, 0.75, 1].map(share => (
          <span
            key={share}
            className={styles.swatch}
            style={{ '--share': share } as CSSProperties}
          />
        ))}
        <span>{t('heatmap.high')}</span>
      </p>
    </>
  );
}

function HeatCell(props: {
  owner: string;
  standard: Standard;
  cell: HeatmapCell | undefined;
}) {
  const { owner, standard, cell } = props;
  const { t } = useTranslationRef(conformityFleetTranslationRef);
  const componentsHref = useRouteRef(componentsRouteRef);
  if (!cell || cell.answered === 0) {
    return (
      <td className={styles.none}>
        <span aria-hidden="true">{t('heatmap.nothingShort')}</span>
        <VisuallyHidden>{t('heatmap.nothing')}</VisuallyHidden>
      </td>
    );
  }
  const { passed, answered, components } = cell;
  const share = passed / answered;
  const text = t('heatmap.cell', {
    passed: String(passed),
    answered: String(answered),
    components: String(components),
  });
  const search = fleetSearchParams({
    scope: 'all',
    owner,
    failingStandard: standard.name,
  });
  return (
    <td
      className={styles.cell}
      style={{ '--share': share } as CSSProperties}
      title={text}
    >
      {componentsHref && owner !== 'none' && passed < answered ? (
        <Link href={`${componentsHref()}?${search}`} className={styles.link}>
          {formatShare(share)}
          <VisuallyHidden>{`: ${text}`}</VisuallyHidden>
        </Link>
      ) : (
        <>
          {formatShare(share)}
          <VisuallyHidden>{`: ${text}`}</VisuallyHidden>
        </>
      )}
    </td>
  );
}
