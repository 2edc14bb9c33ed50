import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Scorecard } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../api/conformityApiRef';
import { isNotFound } from '../util/errors';
import { isEvaluating } from '../util/scorecard';
import { Load, useLoad } from './useLoad';
import { usePolling } from './usePolling';
import { useScorecardSignal } from './useScorecardSignal';

/**
 * The scorecard of one component, kept up to date.
 *
 * @param options - `awaitEntity`: keep asking while the catalog does not know
 *   the entity, as in the first seconds after it was registered.
 */
export function useScorecard(
  entityRef: string,
  options: { awaitEntity?: boolean } = {},
): Load<Scorecard> {
  const { awaitEntity = false } = options;
  const api = useApi(conformityApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getScorecard(entityRef, { signal }),
    [api, entityRef],
  );
  const scorecard = useLoad(load);
  const { value, error, reload } = scorecard;

  useScorecardSignal(
    useCallback(
      changed => {
        if (changed.includes(entityRef)) {
          reload();
        }
      },
      [entityRef, reload],
    ),
  );
  const entityIsAwaited =
    awaitEntity && (value?.status === 'unknown-component' || isNotFound(error));
  usePolling(
    entityIsAwaited || (value !== undefined && isEvaluating(value)),
    reload,
  );

  return scorecard;
}
