import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Link,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Check,
  OutcomeCounts,
  Standard,
} from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { conformityTranslationRef } from '../../translation';
import { isUpcoming, noonOf } from '../../util/dates';
import { LevelBadge } from '../marks/LevelBadge';
import { CheckFacts } from '../scorecard/CheckFacts';
import styles from '../scorecard/scorecard.module.css';
import { FailingComponents } from './FailingComponents';
import { PassRate } from './PassRate';

/** One check of a standard; opened, why, how to fix and who does not pass. */
export function StandardCheck(props: {
  check: Check;
  standard: Pick<Standard, 'owner' | 'contact'>;
  counts?: OutcomeCounts;
}) {
  const { check, standard, counts } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const day = useDay();
  const row = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  const id = `check-${check.id}`;
  const isNamed = hash === `#${id}`;
  const [isExpanded, setExpanded] = useState(isNamed);
  useEffect(() => {
    if (isNamed) {
      setExpanded(true);
      row.current?.scrollIntoView?.({ block: 'start' });
    }
  }, [isNamed]);

  return (
    <div ref={row} id={id} className={styles.row}>
      <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
        <AccordionTrigger>
          <span className={styles.trigger}>
            <span className={styles.triggerText}>
              <span className={styles.title}>{check.title}</span>
              {check.enforcedFrom && isUpcoming(check.enforcedFrom) && (
                <span className={styles.message}>
                  {t('check.upcoming', {
                    day: day(noonOf(check.enforcedFrom)),
                  })}
                </span>
              )}
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
              <CheckFacts check={check} standard={standard} />
              <FailingComponents check={check.id} />
              <Link href={`#${id}`}>{t('check.link')}</Link>
            </div>
          )}
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
