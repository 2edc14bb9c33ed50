import { useEffect } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  CONFORMITY_SCORECARD_CHANNEL,
  ConformityScorecardSignal,
} from '@waymark-idp/plugin-conformity-common';

/**
 * Hears which scorecards have changed, where the portal has signals.
 *
 * Subscribes itself rather than by `useSignal`, which keeps only the last
 * message: two batches that change at the same time would be one.
 *
 * @param onChange - Stable between renders. Gets the entity refs of all that changed together.
 */
export function useScorecardSignal(onChange: (entityRefs: string[]) => void) {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe<ConformityScorecardSignal>(
      CONFORMITY_SCORECARD_CHANNEL,
      message => onChange(message.entityRefs),
    );
    return () => subscription?.unsubscribe();
  }, [signals, onChange]);
}
