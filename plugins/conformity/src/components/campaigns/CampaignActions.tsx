import { useState } from 'react';
import {
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Campaign,
  conformityCampaignUpdatePermission,
} from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../../api/campaignsApiRef';
import { messageOf } from '../../util/errors';
import { conformityCampaignsTranslationRef } from './translation';
import { useCampaignHref } from './useCampaignHref';
import styles from './campaigns.module.css';

/** What those who may can do with a campaign; what cannot be undone asks first. */
export function CampaignActions(props: {
  campaign: Campaign;
  onChange(): void;
}) {
  const { campaign, onChange } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const href = useCampaignHref();
  const [asking, setAsking] = useState<'start' | 'end'>();
  const { allowed } = usePermission({
    permission: conformityCampaignUpdatePermission,
  });
  if (!allowed || campaign.state === 'ended') {
    return null;
  }
  return (
    <div className={styles.buttons}>
      <ButtonLink variant="secondary" href={href(`${campaign.id}/edit`)}>
        {t('page.edit')}
      </ButtonLink>
      {campaign.state === 'draft' ? (
        <Button variant="primary" onPress={() => setAsking('start')}>
          {t('page.start')}
        </Button>
      ) : (
        <Button variant="secondary" onPress={() => setAsking('end')}>
          {t('page.end')}
        </Button>
      )}
      {asking && (
        <Confirm
          campaign={campaign}
          what={asking}
          onClose={() => setAsking(undefined)}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function Confirm(props: {
  campaign: Campaign;
  what: 'start' | 'end';
  onClose(): void;
  onChange(): void;
}) {
  const { campaign, what, onClose, onChange } = props;
  const { t } = useTranslationRef(conformityCampaignsTranslationRef);
  const api = useApi(campaignsApiRef);
  const toasts = useApi(toastApiRef);
  const [isPending, setPending] = useState(false);
  const starts = what === 'start';

  const act = async () => {
    setPending(true);
    try {
      await (starts
        ? api.startCampaign(campaign.id)
        : api.endCampaign(campaign.id));
    } catch (error) {
      toasts.post({
        title: t('page.failed'),
        description: messageOf(error),
        status: 'danger',
      });
    }
    onChange();
    onClose();
  };
  return (
    <Dialog
      isOpen
      isDismissable
      width={440}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>
        {starts ? t('page.confirmStart') : t('page.confirmEnd')}
      </DialogHeader>
      <DialogBody>
        <Text as="p">
          {starts ? t('page.confirmStartText') : t('page.confirmEndText')}
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" isPending={isPending} onPress={act}>
          {starts ? t('page.start') : t('page.end')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('page.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
