import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { conformityEvaluationCreatePermission } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../../api/conformityApiRef';
import { conformityTranslationRef } from '../../translation';
import { messageOf } from '../../util/errors';

/** Asks for an evaluation now; not there for those who may not. */
export function EvaluateButton(props: {
  entityRef: string;
  isEvaluating: boolean;
  onAsked(): void;
}) {
  const { entityRef, isEvaluating, onAsked } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const api = useApi(conformityApiRef);
  const toasts = useApi(toastApiRef);
  const [asking, setAsking] = useState(false);
  const { allowed } = usePermission({
    permission: conformityEvaluationCreatePermission,
    resourceRef: entityRef,
  });

  if (!allowed) {
    return null;
  }
  const ask = async () => {
    setAsking(true);
    try {
      await api.evaluate(entityRef);
      onAsked();
    } catch (error) {
      toasts.post({
        title: t('scorecard.evaluateFailed'),
        description: messageOf(error),
        status: 'danger',
      });
    } finally {
      setAsking(false);
    }
  };
  return (
    <Button
      variant="secondary"
      iconStart={<RiRefreshLine aria-hidden />}
      isPending={asking || isEvaluating}
      onPress={ask}
    >
      {t('scorecard.evaluate')}
    </Button>
  );
}
