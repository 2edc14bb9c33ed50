import { RiArrowRightSLine } from '@remixicon/react';
import { ScorecardCheck } from '@waymark-idp/plugin-conformity-common';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import styles from './scorecard.module.css';

/** What keeps the component from its next level; choosing one opens it below. */
export function NextLevel(props: {
  checks: ScorecardCheck[];
  onChoose(check: string): void;
}) {
  const { checks, onChoose } = props;
  return (
    <ul className={styles.nextList}>
      {checks.map(check => (
        <li key={check.id}>
          <button
            type="button"
            className={styles.nextButton}
            onClick={() => onChoose(check.id)}
          >
            <OutcomeIcon state={check.outcome.state} />
            <span className={styles.triggerText}>
              <span className={styles.title}>{check.title}</span>
              <span className={styles.message}>{check.outcome.message}</span>
            </span>
            <RiArrowRightSLine size={18} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
