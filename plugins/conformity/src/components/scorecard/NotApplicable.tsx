import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScorecardCheck } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import styles from './scorecard.module.css';

/** The checks that ask nothing of this component, folded away. */
export function NotApplicable(props: { checks: ScorecardCheck[] }) {
  const { checks } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  if (checks.length === 0) {
    return null;
  }
  return (
    <Accordion>
      <AccordionTrigger
        title={t('scorecard.notApplicable', { count: checks.length })}
      />
      <AccordionPanel>
        <ul className={styles.plainList}>
          {checks.map(check => (
            <li key={check.id}>
              <OutcomeIcon state={check.outcome.state} />
              <span className={styles.triggerText}>
                <span className={styles.title}>{check.title}</span>
                <span className={styles.message}>{check.outcome.message}</span>
              </span>
            </li>
          ))}
        </ul>
      </AccordionPanel>
    </Accordion>
  );
}
