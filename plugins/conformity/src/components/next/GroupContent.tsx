import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { RollUp } from '../rollUp/RollUp';
import { NextSteps } from './NextSteps';
import styles from './next.module.css';

/** How a group does, and what it should do next, on its page. */
export function GroupContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return (
    <div className={styles.page}>
      <RollUp by="owner" entityRef={entityRef} />
      <NextSteps owner={entityRef} />
    </div>
  );
}
