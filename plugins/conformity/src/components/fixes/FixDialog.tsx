import { useCallback, useState } from 'react';
import {
  Alert,
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChecksToFix,
  FixProposal,
} from '@waymark-idp/plugin-conformity-common';
import { fixesApiRef } from '../../api/fixesApiRef';
import { useLoad } from '../../hooks/useLoad';
import { messageOf } from '../../util/errors';
import { LoadError } from '../LoadError';
import { LoadingBlock } from '../LoadingBlock';
import { FixPlanView } from './FixPlanView';
import { conformityFixesTranslationRef } from './translation';
import { useHostToken } from './useHostToken';
import styles from './fixes.module.css';

/** What a fix would change, to look at and then to propose. */
export function FixDialog(props: {
  entityRef: string;
  checks: ChecksToFix;
  onClose(): void;
  onProposed(): void;
}) {
  const { entityRef, checks, onClose, onProposed } = props;
  const { t } = useTranslationRef(conformityFixesTranslationRef);
  const api = useApi(fixesApiRef);
  const hostToken = useHostToken();
  // The checks of one dialog stay the same; the array may be another each time.
  const [asked] = useState(checks);
  const plan = useLoad(
    useCallback(
      signal => api.planFixes({ entityRef, checks: asked }, { signal }),
      [api, entityRef, asked],
    ),
  );
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [proposal, setProposal] = useState<FixProposal>();

  const propose = async () => {
    if (!plan.value) {
      return;
    }
    const { commit, repositoryUrl } = plan.value;
    setSending(true);
    setFailure(undefined);
    try {
      const token = await hostToken(repositoryUrl);
      setProposal(
        await api.proposeFixes({ entityRef, checks: asked, commit, token }),
      );
      onProposed();
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setSending(false);
    }
  };
  const lookAgain = () => {
    setFailure(undefined);
    plan.reload();
  };

  return (
    <Dialog
      isOpen
      isDismissable
      width={800}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{t('dialog.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          {plan.loading && (
            <LoadingBlock label={t('dialog.loading')} rows={3} />
          )}
          {plan.error && !plan.loading && (
            <LoadError
              title={t('dialog.loadError')}
              error={plan.error}
              onRetry={lookAgain}
            />
          )}
          {plan.value && !plan.loading && !proposal && (
            <FixPlanView plan={plan.value} />
          )}
          {failure && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('dialog.failed')}
              description={messageOf(failure)}
              customActions={
                <Button size="small" variant="secondary" onPress={lookAgain}>
                  {t('dialog.again')}
                </Button>
              }
            />
          )}
          {proposal && (
            <Alert
              role="status"
              status="success"
              icon
              title={t('dialog.done')}
              description={t('dialog.doneText')}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        {proposal && (
          <ButtonLink
            variant="primary"
            href={proposal.url}
            target="_blank"
            rel="noopener"
          >
            {t('dialog.openProposal', { number: String(proposal.number) })}
          </ButtonLink>
        )}
        {plan.value && plan.value.files.length > 0 && !proposal && (
          <Button
            variant="primary"
            isPending={sending}
            isDisabled={plan.loading}
            onPress={propose}
          >
            {t('dialog.send')}
          </Button>
        )}
        <Button variant="secondary" onPress={onClose}>
          {proposal ? t('dialog.close') : t('dialog.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
