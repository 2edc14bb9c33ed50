import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  goldenPathRolloutUpdatePermission,
  Rollout,
  RolloutCommand,
} from '@waymark-idp/plugin-golden-path-common';
import { useState } from 'react';
import { rolloutsApiRef } from '../../api/apiRefs';
import { messageOf } from '../../util';
import { rolloutsTranslationRef } from './translation';
import styles from './rollouts.module.css';

/** What those who may can do with a rollout; stopping asks first. */
export function RolloutCommands(props: { rollout: Rollout; onChange(): void }) {
  const { rollout, onChange } = props;
  const { t } = useTranslationRef(rolloutsTranslationRef);
  const api = useApi(rolloutsApiRef);
  const toasts = useApi(toastApiRef);
  const [isAsking, setAsking] = useState(false);
  const [pending, setPending] = useState<RolloutCommand>();
  const { allowed } = usePermission({
    permission: goldenPathRolloutUpdatePermission,
  });
  if (!allowed || rollout.state === 'stopped' || rollout.state === 'done') {
    return null;
  }
  const act = async (command: RolloutCommand) => {
    setPending(command);
    try {
      await api.commandRollout(rollout.id, command);
    } catch (error) {
      toasts.post({
        title: t('commands.failed'),
        description: messageOf(error as Error),
        status: 'danger',
      });
    }
    setPending(undefined);
    setAsking(false);
    onChange();
  };
  const turn = rollout.state === 'running' ? 'pause' : 'resume';
  return (
    <div className={styles.buttons}>
      <Button
        variant="secondary"
        isPending={pending === turn}
        onPress={() => act(turn)}
      >
        {t(`commands.${turn}`)}
      </Button>
      <Button variant="secondary" onPress={() => setAsking(true)}>
        {t('commands.stop')}
      </Button>
      {isAsking && (
        <Dialog
          isOpen
          isDismissable
          width={440}
          onOpenChange={isOpen => !isOpen && setAsking(false)}
        >
          <DialogHeader>{t('commands.confirm')}</DialogHeader>
          <DialogBody>
            <Text as="p">{t('commands.confirmText')}</Text>
          </DialogBody>
          <DialogFooter>
            <Button
              variant="primary"
              isPending={pending === 'stop'}
              onPress={() => act('stop')}
            >
              {t('commands.stop')}
            </Button>
            <Button variant="secondary" onPress={() => setAsking(false)}>
              {t('commands.cancel')}
            </Button>
          </DialogFooter>
        </Dialog>
      )}
    </div>
  );
}
