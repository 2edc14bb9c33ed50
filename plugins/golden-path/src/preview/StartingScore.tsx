import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  PreviewRequest,
  PreviewScoreCheck,
} from '@waymark-idp/plugin-golden-path-common';
import { ReactNode, useCallback } from 'react';
import { goldenPathApiRef } from '../api/goldenPathApiRef';
import { useLoad } from '../hooks/useLoad';
import { goldenPathTranslationRef } from '../translation';
import styles from './preview.module.css';

interface StartingScoreProps {
  /** Of the files that are shown; undefined while there are none. */
  request: PreviewRequest | undefined;
}

/**
 * The score that the shown files give a new component. The files do not wait
 * for it, and stay where it is not known.
 */
export function StartingScore({ request }: StartingScoreProps) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    async (signal: AbortSignal) =>
      request && {
        request,
        score: await api.scorePreview(request, { signal }),
      },
    [api, request],
  );
  const { value, error } = useLoad(load);
  // What is known may still be of the files before.
  const score = value && value.request === request ? value.score : undefined;

  let sentence: string | undefined;
  if (!request) sentence = undefined;
  else if (error) sentence = reasonOf(error) ?? t('preview.score.unknown');
  else if (!score) sentence = t('preview.score.loading');
  else if (score.score === undefined) sentence = t('preview.score.nothing');
  else {
    const { level, applicable } = score;
    sentence = t('preview.score.starts', {
      count: applicable,
      passed: String(score.passed),
      score: String(score.score),
      level: !level || level === 'none' ? t('preview.score.noLevel') : level,
    });
  }
  return (
    <div className={styles.score}>
      <div role="status">
        {sentence && (
          <Text
            as="p"
            variant="body-medium"
            weight={score ? 'bold' : undefined}
            color={score ? 'primary' : 'secondary'}
          >
            {sentence}
          </Text>
        )}
      </div>
      {score && (
        <>
          <Checks
            open
            title={t('preview.score.notPassing', {
              count: score.notPassing.length,
            })}
            checks={score.notPassing}
          />
          <Checks
            title={t('preview.score.later', { count: score.later.length })}
            checks={score.later}
          >
            <Text as="p" variant="body-small" color="secondary">
              {t('preview.score.whyLater')}
            </Text>
          </Checks>
        </>
      )}
    </div>
  );
}

function Checks(props: {
  title: string;
  checks: PreviewScoreCheck[];
  open?: boolean;
  children?: ReactNode;
}) {
  const { title, checks, open, children } = props;
  if (checks.length === 0) {
    return null;
  }
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
      <ul className={styles.steps}>
        {checks.map(check => (
          <li key={check.id}>
            {check.title}{' '}
            {check.message !== check.title && (
              <Text variant="body-small" color="secondary">
                {check.message}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The backend's own words where it is these files that cannot be scored. */
function reasonOf(error: Error): string | undefined {
  const { statusCode, body } = error as {
    statusCode?: number;
    body?: { error?: { message?: string } };
  };
  return statusCode === 400 ? body?.error?.message : undefined;
}
