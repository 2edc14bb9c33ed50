import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Container } from '@backstage/ui';
import { useChoices } from '../campaigns/useChoices';
import { FleetControls } from './FleetControls';
import { fleetSearchParams, readFleetQuery } from './FleetQuery';
import { FleetTable } from './FleetTable';
import styles from './fleet.module.css';

/** Scores of many components: first the user's own, on demand all. The address says which. */
export function FleetPage() {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readFleetQuery(params), [params]);
  // Worth having, not worth waiting for.
  const choices = useChoices();

  return (
    <main>
      <Container>
        <div className={styles.page}>
          <FleetControls
            query={query}
            choices={choices.value}
            onChange={next =>
              setParams(fleetSearchParams(next), { replace: true })
            }
          />
          <FleetTable query={query} />
        </div>
      </Container>
    </main>
  );
}
