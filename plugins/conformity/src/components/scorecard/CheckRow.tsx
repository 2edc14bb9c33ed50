import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ScorecardCheck,
  ScorecardStandard,
} from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { useWhen } from '../../hooks/useWhen';
import { conformityTranslationRef } from '../../translation';
import { noonOf } from '../../util/dates';
import { formatScore } from '../../util/format';
import { LevelBadge } from '../marks/LevelBadge';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import { CheckFix } from '../fixes/CheckFix';
import { CheckWaiver } from '../waivers/CheckWaiver';
import { CheckFacts } from './CheckFacts';
import { EvidenceList } from './EvidenceList';
import styles from './scorecard.module.css';

/** The id of the element that a check's row is in, for jumping to it. */
export function checkRowId(check: string): string {
  return `conformity-check-${check}`;
}

/** One check with its outcome; opened, all there is to know about it. */
export function CheckRow(props: {
  check: ScorecardCheck;
  /** Where it belongs, for lists across standards. */
  standard?: ScorecardStandard;
  /** How many points of the score it would bring. */
  points?: number;
  isExpanded: boolean;
  onExpandedChange(isExpanded: boolean): void;
}) {
  const { check, standard, points, isExpanded, onExpandedChange } = props;
  const { outcome } = check;
  const { t } = useTranslationRef(conformityTranslationRef);
  const when = useWhen();
  const day = useDay();

  return (
    <div id={checkRowId(check.id)} className={styles.row}>
      <Accordion isExpanded={isExpanded} onExpandedChange={onExpandedChange}>
        <AccordionTrigger>
          <span className={styles.trigger}>
            <OutcomeIcon state={outcome.state} />
            <span className={styles.triggerText}>
              <span className={styles.title}>{check.title}</span>
              {standard && (
                <span className={styles.place}>{standard.title}</span>
              )}
              {outcome.state !== 'passed' && (
                <span className={styles.message}>{outcome.message}</span>
              )}
              {outcome.upcoming && check.enforcedFrom && (
                <span className={styles.message}>
                  {t('check.upcoming', {
                    day: day(noonOf(check.enforcedFrom)),
                  })}
                </span>
              )}
            </span>
            {points !== undefined && (
              <span className={styles.points}>
                {t('check.gains', { points: formatScore(points) })}
              </span>
            )}
            <span className={styles.meta}>
              <LevelBadge level={check.level} />
            </span>
          </span>
        </AccordionTrigger>
        <AccordionPanel>
          {isExpanded && (
            <div className={styles.details}>
              <p>
                {outcome.state === 'passed' && `${outcome.message} `}
                {t('check.since', {
                  when: when(outcome.since),
                })}
                .
              </p>
              {outcome.evidence.length > 0 && (
                <section>
                  <h4>{t('check.evidence')}</h4>
                  <EvidenceList evidence={outcome.evidence} />
                </section>
              )}
              <CheckFix check={check} />
              <CheckWaiver check={check} />
              <CheckFacts check={check} standard={standard} />
            </div>
          )}
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
