import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Link,
} from '@backstage/ui';
import { RiToolsLine } from '@remixicon/react';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { NextStep } from '@waymark-idp/plugin-conformity-common';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { componentsRouteRef } from '../../routes';
import { conformityTranslationRef } from '../../translation';
import { fleetSearchParams } from '../fleet/FleetQuery';
import { conformityFleetTranslationRef } from '../fleet/translation';
import { LevelBadge } from '../marks/LevelBadge';
import { Prose } from '../Prose';
import { checkRowId } from '../scorecard/CheckRow';
import scorecardStyles from '../scorecard/scorecard.module.css';
import styles from './next.module.css';

/** One check worth doing next; opened, why, how, and on which components. */
export function NextStepRow(props: { owner: string; step: NextStep }) {
  const { owner, step } = props;
  const { check, standard, gain, total, components } = step;
  const { t } = useTranslationRef(conformityTranslationRef);
  const { t: tf } = useTranslationRef(conformityFleetTranslationRef);
  const scorecardHref = useScorecardHref();
  const componentsHref = useRouteRef(componentsRouteRef);
  const [isExpanded, setExpanded] = useState(false);
  const list = fleetSearchParams({
    scope: 'all',
    owner,
    failingCheck: check.id,
  });

  return (
    <Accordion isExpanded={isExpanded} onExpandedChange={setExpanded}>
      <AccordionTrigger>
        <span className={scorecardStyles.trigger}>
          <span className={scorecardStyles.triggerText}>
            <span className={scorecardStyles.title}>{check.title}</span>
            <span className={styles.about}>
              <span>{standard.title}</span>
              <span>
                {tf('next.gainOf', {
                  count: total,
                  weight: String(check.weight),
                })}
              </span>
              {check.fixable && (
                <span className={styles.fixable}>
                  <RiToolsLine size={16} aria-hidden />
                  {tf('next.fixable')}
                </span>
              )}
            </span>
          </span>
          <span className={styles.gain}>
            {tf('next.gain', { gain: String(gain) })}
          </span>
          <span className={scorecardStyles.meta}>
            <LevelBadge level={check.level} />
          </span>
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        {isExpanded && (
          <div className={scorecardStyles.details}>
            <section>
              <h4>{tf('next.components')}</h4>
              <ul className={styles.components}>
                {components.map(({ entityRef, title }) => (
                  <li key={entityRef}>
                    <Link
                      href={`${scorecardHref(entityRef)}#${checkRowId(
                        check.id,
                      )}`}
                    >
                      {title ?? parseEntityRef(entityRef).name}
                    </Link>
                  </li>
                ))}
                {total > components.length && (
                  <li>
                    {tf('next.more', { count: total - components.length })}
                  </li>
                )}
              </ul>
              {componentsHref && (
                <Link href={`${componentsHref()}?${list}`}>
                  {tf('next.list')}
                </Link>
              )}
            </section>
            <section>
              <h4>{t('check.why')}</h4>
              <Prose content={check.why} />
            </section>
            <section>
              <h4>{t('check.fix')}</h4>
              <Prose content={check.fix} />
            </section>
          </div>
        )}
      </AccordionPanel>
    </Accordion>
  );
}
