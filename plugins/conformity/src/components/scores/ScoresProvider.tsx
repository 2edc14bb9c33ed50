import { PropsWithChildren, createContext, useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useScorecardSignal } from '../../hooks/useScorecardSignal';
import { ScoreStore } from './ScoreStore';

/** The store that {@link EntityScore} takes its score from. */
export const ScoresContext = createContext<ScoreStore | undefined>(undefined);

/** Loads the scores that components below it ask for together, and keeps them up to date. */
export function ScoresProvider(props: PropsWithChildren<{}>) {
  const api = useApi(conformityApiRef);
  const store = useMemo(() => ScoreStore.create({ api }), [api]);
  useScorecardSignal(
    useCallback(
      entityRefs => entityRefs.forEach(ref => store.refresh(ref)),
      [store],
    ),
  );
  return (
    <ScoresContext.Provider value={store}>
      {props.children}
    </ScoresContext.Provider>
  );
}
