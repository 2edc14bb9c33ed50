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
  conformityWaiverCreatePermission,
  ListWaiversResponse,
  Scorecard,
  WaiverReport,
} from '@waymark-idp/plugin-conformity-common';
import { waiversApiRef } from '../../api/waiversApiRef';
import { useLoad } from '../../hooks/useLoad';

interface ScorecardWaiversValue {
  entityRef: string;
  /** The newest waiver of each check. */
  byCheck: Map<string, WaiverReport>;
  problems: NonNullable<ListWaiversResponse['problems']>;
  /** Undefined until it is known. */
  longestTermDays?: number;
  mayAsk: boolean;
  reload(): void;
}

const Context = createContext<ScorecardWaiversValue | undefined>(undefined);

/** The waivers of the component whose scorecard is shown; worth having, not worth waiting for. */
export function ScorecardWaivers(props: {
  scorecard: Scorecard;
  children: ReactNode;
}) {
  const { entityRef, evaluatedAt } = props.scorecard;
  const api = useApi(waiversApiRef);
  const { value, reload } = useLoad(
    useCallback(
      signal => api.listWaivers({ entityRef, limit: 200 }, { signal }),
      [api, entityRef],
    ),
  );
  // A waiver that took effect, or a request that a push brought.
  const seen = useRef(evaluatedAt);
  useEffect(() => {
    if (seen.current !== evaluatedAt) {
      seen.current = evaluatedAt;
      reload();
    }
  }, [evaluatedAt, reload]);
  const { allowed: mayAsk } = usePermission({
    permission: conformityWaiverCreatePermission,
    resourceRef: entityRef,
  });
  const context = useMemo(() => {
    const byCheck = new Map<string, WaiverReport>();
    for (const waiver of value?.items ?? []) {
      if (!byCheck.has(waiver.check)) {
        byCheck.set(waiver.check, waiver);
      }
    }
    return {
      entityRef,
      byCheck,
      problems: value?.problems ?? [],
      longestTermDays: value?.longestTermDays,
      mayAsk,
      reload,
    };
  }, [entityRef, value, mayAsk, reload]);
  return <Context.Provider value={context}>{props.children}</Context.Provider>;
}

/** Undefined where no scorecard is around. */
export function useScorecardWaivers(): ScorecardWaiversValue | undefined {
  return useContext(Context);
}
