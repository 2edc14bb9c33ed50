import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CheckContribution,
  ComponentChange,
  OutcomeState,
  StandardsPreview,
} from '@waymark-idp/plugin-conformity-common';
import { formatScore } from '../../util/format';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ExportMenu } from '../ExportMenu';
import { conformityContributionsTranslationRef } from './translation';
import styles from './contributions.module.css';

const SHOWN = 50;

/** Which components would be scored otherwise, the largest loss first. */
export function ChangesTable(props: {
  /** What the preview is of. */
  contribution: CheckContribution;
  preview: StandardsPreview;
}) {
  const { contribution, preview } = props;
  const { changes, changed } = preview;
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const shown = changes.slice(0, SHOWN);
  return (
    <div className={styles.changes}>
      <div className={styles.actions}>
        <ExportMenu path="/standards-preview" body={{ contribution }} />
      </div>
      {/* Reachable by keyboard, because it scrolls. */}
      <div
        className={styles.scroll}
        role="group"
        aria-label={t('preview.table')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('preview.component')}</th>
              <th scope="col">{t('preview.outcome')}</th>
              <th scope="col">{t('preview.score')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(change => (
              <Row key={change.entityRef} change={change} />
            ))}
          </tbody>
        </table>
      </div>
      {changed > shown.length && (
        <p>{t('preview.more', { shown: String(shown.length) })}</p>
      )}
    </div>
  );
}

function Row(props: { change: ComponentChange }) {
  const { entityRef, title, outcomes, before, after } = props.change;
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const stateOf = (state: OutcomeState | undefined, instead: string) =>
    state ? t(`preview.state.${state}`) : instead;
  const scoreOf = (score: number | undefined) =>
    score === undefined ? t('preview.none') : formatScore(score);
  return (
    <tr>
      <th scope="row">
        <EntityRefLink entityRef={entityRef} title={title} />
      </th>
      <td>
        {outcomes
          .map(({ from, to }) =>
            t('preview.becomes', {
              from: stateOf(from, t('preview.isNew')),
              to: stateOf(to, t('preview.gone')),
            }),
          )
          .join(', ')}
      </td>
      <td>
        {t('preview.becomes', {
          from: scoreOf(before.score),
          to: scoreOf(after.score),
        })}
      </td>
    </tr>
  );
}
