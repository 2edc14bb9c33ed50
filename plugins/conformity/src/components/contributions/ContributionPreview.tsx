import { useCallback, useState } from 'react';
import { Alert } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CheckContribution,
  PreviewProgress,
  StandardsPreview,
} from '@waymark-idp/plugin-conformity-common';
import { contributionsApiRef } from '../../api/contributionsApiRef';
import { useLoad } from '../../hooks/useLoad';
import { formatScore } from '../../util/format';
import { DiffView } from '../fixes/DiffView';
import { LoadError } from '../LoadError';
import { ChangesTable } from './ChangesTable';
import { conformityContributionsTranslationRef } from './translation';
import styles from './contributions.module.css';

/** What a check would do to the scores of all components, before anybody decides. */
export function ContributionPreview(props: {
  contribution: CheckContribution;
}) {
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const api = useApi(contributionsApiRef);
  const [progress, setProgress] = useState<PreviewProgress>();
  // The form gives another object each time it draws; what counts is in it.
  const asked = JSON.stringify(props.contribution);
  const { value, error, loading, reload } = useLoad(
    useCallback(
      async signal => {
        setProgress(undefined);
        return await api.previewStandards(
          { contribution: JSON.parse(asked) },
          { signal, onProgress: setProgress },
        );
      },
      [api, asked],
    ),
  );
  return (
    <section
      className={styles.preview}
      aria-label={t('preview.title')}
      aria-busy={loading}
    >
      <h3>{t('preview.title')}</h3>
      {loading && (
        <label className={styles.progress}>
          <span>
            {progress
              ? t('preview.progress', {
                  done: String(progress.done),
                  of: String(progress.of),
                })
              : t('preview.loading')}
          </span>
          <progress value={progress?.done} max={progress?.of} />
        </label>
      )}
      {error && !loading && (
        <LoadError title={t('preview.error')} error={error} onRetry={reload} />
      )}
      {value && !loading && (
        <Effect contribution={props.contribution} preview={value} />
      )}
    </section>
  );
}

function Effect(props: {
  contribution: CheckContribution;
  preview: StandardsPreview;
}) {
  const { contribution, preview } = props;
  const { before, after, changed, components, unread, problems } = preview;
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  return (
    <>
      {problems.length > 0 && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('preview.problems')}
          description={problems.map(({ message }) => message).join(' ')}
        />
      )}
      <p role="status">
        {changed === 0
          ? t('preview.nothing')
          : t('preview.changed', {
              count: changed,
              components: String(components),
            })}{' '}
        {before !== undefined &&
          after !== undefined &&
          before !== after &&
          t('preview.mean', {
            before: formatScore(before),
            after: formatScore(after),
          })}{' '}
        {unread.length > 0 && t('preview.unread', { count: unread.length })}
      </p>
      {preview.changes.length > 0 && (
        <ChangesTable contribution={contribution} preview={preview} />
      )}
      {preview.files.length > 0 && (
        <div>
          <h4>{t('preview.file')}</h4>
          {preview.files.map(file => (
            <DiffView key={file.path} file={file} isOpen />
          ))}
        </div>
      )}
    </>
  );
}
