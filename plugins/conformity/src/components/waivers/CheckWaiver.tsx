import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ScorecardCheck,
  WaiverReport,
} from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { needsWork } from '../../util/scorecard';
import { refName } from '../../util/refName';
import { AskForWaiver } from './AskForWaiver';
import { useScorecardWaivers } from './ScorecardWaivers';
import { conformityWaiversTranslationRef } from './translation';
import { useDecide } from './useDecide';
import styles from './waivers.module.css';

/** What of waivers there is to say and do about a check on a scorecard. */
export function CheckWaiver(props: { check: ScorecardCheck }) {
  const { check } = props;
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const waivers = useScorecardWaivers();
  const [asking, setAsking] = useState(false);
  if (!waivers) {
    return null;
  }
  const waiver = waivers.byCheck.get(check.id);
  const isOpen = waiver?.state === 'requested' || waiver?.state === 'approved';
  const canAsk =
    waivers.mayAsk &&
    waivers.longestTermDays !== undefined &&
    needsWork(check) &&
    !isOpen;
  return (
    <>
      {waiver && <LastWaiver waiver={waiver} onDecided={waivers.reload} />}
      {canAsk && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setAsking(true)}
          >
            {t('ask.open')}
          </Button>
        </div>
      )}
      {asking && canAsk && (
        <AskForWaiver
          entityRef={waivers.entityRef}
          check={check}
          longestTermDays={waivers.longestTermDays!}
          onClose={() => setAsking(false)}
          onAsked={waivers.reload}
        />
      )}
    </>
  );
}

function LastWaiver(props: { waiver: WaiverReport; onDecided(): void }) {
  const { waiver } = props;
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const day = useDay();
  const { decide, pending } = useDecide(props.onDecided);
  const about = { day: day(waiver.expiresAt), reason: waiver.reason };

  let title: string;
  let text: string;
  switch (waiver.state) {
    case 'requested':
      title = t('scorecard.waiting');
      text = t('scorecard.waitingUntil', {
        ...about,
        who: refName(waiver.requestedBy),
      });
      break;
    case 'approved':
      title = t('scorecard.waived');
      text = t('scorecard.waivedUntil', {
        ...about,
        who: refName(waiver.decidedBy),
      });
      break;
    case 'rejected':
      title = t('scorecard.rejected');
      text = t('scorecard.rejectedBy', {
        who: refName(waiver.decidedBy),
        decision: waiver.decision ?? t('scorecard.noComment'),
      });
      break;
    default:
      // What is over says nothing about the check of today.
      return null;
  }
  return (
    <section>
      <h4>{title}</h4>
      <p>{text}</p>
      {waiver.mayRevoke && (
        <div className={styles.buttons}>
          <Button
            size="small"
            variant="secondary"
            isPending={pending === 'revoke'}
            onPress={() => decide(waiver, 'revoke')}
          >
            {t('decide.revoke')}
          </Button>
        </div>
      )}
    </section>
  );
}
