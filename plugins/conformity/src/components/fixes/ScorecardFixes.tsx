import {
  createContext,
  ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  conformityFixCreatePermission,
  FixProposal,
  Scorecard,
} from '@waymark-idp/plugin-conformity-common';
import { fixesApiRef } from '../../api/fixesApiRef';
import { useLoad } from '../../hooks/useLoad';

interface ScorecardFixesValue {
  entityRef: string;
  /** Newest first. */
  open: FixProposal[];
  mayPropose: boolean;
  reload(): void;
}

const Context = createContext<ScorecardFixesValue | undefined>(undefined);

/** The fixes of the component whose scorecard is shown; worth having, not worth waiting for. */
export function ScorecardFixes(props: {
  scorecard: Scorecard;
  children: ReactNode;
}) {
  const { entityRef, evaluatedAt } = props.scorecard;
  const api = useApi(fixesApiRef);
  const { value, reload } = useLoad(
    useCallback(
      signal => api.listFixes(entityRef, { signal }),
      [api, entityRef],
    ),
  );
  // One that was merged, most likely.
  const seen = useRef(evaluatedAt);
  useEffect(() => {
    if (seen.current !== evaluatedAt) {
      seen.current = evaluatedAt;
      reload();
    }
  }, [evaluatedAt, reload]);
  const { allowed: mayPropose } = usePermission({
    permission: conformityFixCreatePermission,
    resourceRef: entityRef,
  });
  const context = useMemo(
    () => ({
      entityRef,
      open: value?.items.filter(({ state }) => state === 'open') ?? [],
      mayPropose,
      reload,
    }),
    [entityRef, value, mayPropose, reload],
  );
  return <Context.Provider value={context}>{props.children}</Context.Provider>;
}

/** Undefined where no scorecard is around. */
export function useScorecardFixes(): ScorecardFixesValue | undefined {
  return useContext(Context);
}
