import { useState } from 'react';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { Check, OutcomeCounts } from '@waymark-idp/plugin-conformity-common';
import { LevelBadge } from '../marks/LevelBadge';
import { CheckFacts } from '../scorecard/CheckFacts';
import styles from '../scorecard/scorecard.module.css';
import { FailingComponents } from './FailingComponents';
import { PassRate } from './PassRate';

/** One check of a standard; opened, why, how to fix and who does not pass. */
export function StandardCheck(props: { check: Check; counts?: OutcomeCounts }) {
  const { check, counts } = props;
  const [isExpanded, setExpanded] = useState(false);
  return (
    <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
      <AccordionTrigger>
        <span className={styles.trigger}>
          <span className={styles.triggerText}>
            <span className={styles.title}>{check.title}</span>
          </span>
          <PassRate counts={counts} />
          <span className={styles.meta}>
            <LevelBadge level={check.level} />
          </span>
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        {isExpanded && (
          <div className={styles.details}>
            <CheckFacts check={check} />
            <FailingComponents check={check.id} />
          </div>
        )}
      </AccordionPanel>
    </Accordion>
  );
}
