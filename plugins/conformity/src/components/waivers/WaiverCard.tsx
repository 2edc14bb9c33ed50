import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Box, Button, Link, TextAreaField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { WaiverReport } from '@waymark-idp/plugin-conformity-common';
import { useDay } from '../../hooks/useDay';
import { useScorecardHref } from '../../hooks/useScorecardHref';
import { OutcomeIcon } from '../marks/OutcomeIcon';
import { EvidenceList } from '../scorecard/EvidenceList';
import { When } from '../When';
import { conformityWaiversTranslationRef } from './translation';
import { useDecide } from './useDecide';
import styles from './waivers.module.css';

/** A waiver that waits for a decision, with all that it takes to decide. */
export function WaiverCard(props: { waiver: WaiverReport; onDecided(): void }) {
  const { waiver, onDecided } = props;
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const day = useDay();
  const scorecardHref = useScorecardHref();
  const [comment, setComment] = useState('');
  const { decide, pending } = useDecide(onDecided);
  const { outcome } = waiver;
  const name = waiver.componentTitle ?? parseEntityRef(waiver.entityRef).name;

  return (
    <article aria-label={`${waiver.checkTitle ?? waiver.check}: ${name}`}>
      <Box bg="neutral" className={styles.card}>
        <h3>
          {t('waiver.checkOf', { check: waiver.checkTitle ?? waiver.check })}{' '}
          <Link href={scorecardHref(waiver.entityRef)}>{name}</Link>
        </h3>
        <section>
          <h4>{t('waiver.reason')}</h4>
          <p className={styles.reason}>{waiver.reason}</p>
        </section>
        <dl className={styles.facts}>
          <div>
            <dt>{t('waiver.until')}</dt>
            <dd>{day(waiver.expiresAt)}</dd>
          </div>
          <div>
            <dt>{t('waiver.asked')}</dt>
            <dd>
              <EntityRefLink entityRef={waiver.requestedBy} />{' '}
              {waiver.source === 'repository' && t('waiver.inRepository')}{' '}
              <When at={waiver.requestedAt} />
            </dd>
          </div>
          {waiver.owner && (
            <div>
              <dt>{t('waiver.owner')}</dt>
              <dd>
                <EntityRefLink entityRef={waiver.owner} defaultKind="group" />
              </dd>
            </div>
          )}
          {waiver.standard && (
            <div>
              <dt>{t('waiver.standard')}</dt>
              <dd>{waiver.standard.title}</dd>
            </div>
          )}
        </dl>
        {outcome && (
          <section>
            <h4>{t('waiver.outcome')}</h4>
            <p className={styles.state}>
              <OutcomeIcon state={outcome.state} /> {outcome.message}
            </p>
            <EvidenceList evidence={outcome.evidence} />
          </section>
        )}
        <div className={styles.decide}>
          <TextAreaField
            label={t('decide.comment')}
            description={t('decide.commentHint')}
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={setComment}
          />
          <div className={styles.buttons}>
            <Button
              variant="primary"
              isPending={pending === 'approve'}
              isDisabled={pending !== undefined}
              onPress={() => decide(waiver, 'approve', comment)}
            >
              {t('decide.approve')}
            </Button>
            <Button
              variant="secondary"
              isPending={pending === 'reject'}
              isDisabled={pending !== undefined}
              onPress={() => decide(waiver, 'reject', comment)}
            >
              {t('decide.reject')}
            </Button>
          </div>
        </div>
      </Box>
    </article>
  );
}
