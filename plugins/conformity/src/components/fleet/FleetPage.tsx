import { useCallback, useMemo, useState } from 'react';
import { Container } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { useMyScores } from '../../hooks/useMyScores';
import { AllComponents } from './AllComponents';
import { FleetControls, FleetQuery } from './FleetControls';
import { MyComponents } from './MyComponents';
import styles from './fleet.module.css';

/** Scores of many components: first the user's own, on demand all. */
export function FleetPage() {
  const api = useApi(conformityApiRef);
  const [query, setQuery] = useState<FleetQuery>({
    scope: 'mine',
    sort: 'score',
  });
  const mine = useMyScores();
  const summary = useLoad(
    useCallback(signal => api.getSummary('owner', { signal }), [api]),
  );

  const owners = useMemo(() => {
    const refs =
      query.scope === 'mine'
        ? mine.value?.rows.map(row => row.owner)
        : summary.value?.map(row => (row.key === 'none' ? undefined : row.key));
    return [
      ...new Set(refs?.filter((ref): ref is string => ref !== undefined)),
    ].sort();
  }, [query.scope, mine.value, summary.value]);

  return (
    <main>
      <Container>
        <div className={styles.page}>
          <FleetControls query={query} owners={owners} onChange={setQuery} />
          {query.scope === 'mine' ? (
            <MyComponents query={query} mine={mine} />
          ) : (
            <AllComponents query={query} />
          )}
        </div>
      </Container>
    </main>
  );
}
