import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { WaiverReport } from '@waymark-idp/plugin-conformity-common';
import { waiversApiRef } from '../../api/waiversApiRef';
import { messageOf } from '../../util/errors';
import { conformityWaiversTranslationRef } from './translation';

/** What can be done with a waiver. */
export type Decision = 'approve' | 'reject' | 'revoke';

/** Takes decisions, and tells what became of them. */
export function useDecide(onDecided: () => void) {
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const api = useApi(waiversApiRef);
  const toasts = useApi(toastApiRef);
  const [pending, setPending] = useState<Decision>();

  const decide = async (
    waiver: WaiverReport,
    what: Decision,
    comment?: string,
  ) => {
    setPending(what);
    try {
      const decided = await {
        approve: () => api.approveWaiver(waiver.id, comment),
        reject: () => api.rejectWaiver(waiver.id, comment),
        revoke: () => api.revokeWaiver(waiver.id, comment),
      }[what]();
      const about = {
        check: waiver.checkTitle ?? waiver.check,
        component:
          waiver.componentTitle ?? parseEntityRef(waiver.entityRef).name,
      };
      if (decided.state === 'approved') {
        toasts.post({
          title: t('decide.done.approved', about),
          status: 'success',
        });
      } else if (decided.state === 'rejected') {
        toasts.post({
          title: t('decide.done.rejected', about),
          status: 'success',
        });
      } else {
        toasts.post({
          title: t('decide.done.revoked', about),
          status: 'success',
        });
      }
    } catch (error) {
      toasts.post({
        title: t('decide.failed'),
        description: messageOf(error),
        status: 'danger',
      });
    } finally {
      setPending(undefined);
    }
    // Also when it failed: somebody else may have decided meanwhile.
    onDecided();
  };
  return { decide, pending };
}
