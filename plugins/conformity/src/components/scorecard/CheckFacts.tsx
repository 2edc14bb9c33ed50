import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Check, Standard } from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { conformityTranslationRef } from '../../translation';
import { noonOf } from '../../util/dates';
import { Contact } from '../Contact';
import { LevelBadge } from '../marks/LevelBadge';
import { Prose } from '../Prose';
import styles from './scorecard.module.css';

/** Why a check is asked, how to fix it, and its place among the others. */
export function CheckFacts(props: {
  check: Check;
  /** Who answers where the check itself names nobody. */
  standard?: Pick<Standard, 'owner' | 'contact'>;
}) {
  const { check, standard } = props;
  const owner = check.owner ?? standard?.owner;
  const contact = check.contact ?? standard?.contact;
  const { t } = useTranslationRef(conformityTranslationRef);
  const day = useDay();
  return (
    <>
      <section>
        <h4>{t('check.why')}</h4>
        <Prose content={check.why} />
      </section>
      <section>
        <h4>{t('check.fix')}</h4>
        <Prose content={check.fix} />
      </section>
      <dl className={styles.facts}>
        <div>
          <dt>{t('check.level')}</dt>
          <dd>
            <LevelBadge level={check.level} />
          </dd>
        </div>
        <div>
          <dt>{t('check.weight')}</dt>
          <dd>{check.weight}</dd>
        </div>
        <div>
          <dt>{t('check.id')}</dt>
          <dd>
            <code>{check.id}</code>
          </dd>
        </div>
        {check.since && (
          <div>
            <dt>{t('check.introduced')}</dt>
            <dd>{day(noonOf(check.since))}</dd>
          </div>
        )}
        {check.enforcedFrom && (
          <div>
            <dt>{t('check.enforcedFrom')}</dt>
            <dd>{day(noonOf(check.enforcedFrom))}</dd>
          </div>
        )}
        {owner && (
          <div>
            <dt>{t('check.owner')}</dt>
            <dd>
              <EntityRefLink entityRef={owner} defaultKind="group" />
            </dd>
          </div>
        )}
        {contact && (
          <div>
            <dt>{t('check.contact')}</dt>
            <dd>
              <Contact contact={contact} />
            </dd>
          </div>
        )}
        {check.maps.length > 0 && (
          <div>
            <dt>{t('check.maps')}</dt>
            <dd>{check.maps.join(', ')}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
