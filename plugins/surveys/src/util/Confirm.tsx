import { Alert, Button, Text } from '@backstage/ui';
import { useRef, useState } from 'react';
import styles from './util.module.css';
import { messageOf } from './format';

interface ConfirmProps {
  question: string;
  confirm: string;
  keep: string;
  /** What is refused is said here, and can be tried again. */
  onConfirm(): Promise<void>;
  onKeep(): void;
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const run = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    try {
      await props.onConfirm();
    } catch (caught) {
      setError(caught as Error);
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return (
    <div className={styles.confirm} role="group" aria-label={props.question}>
      <Text>{props.question}</Text>
      <Button variant="primary" size="small" onPress={run} isDisabled={busy}>
        {props.confirm}
      </Button>
      <Button variant="secondary" size="small" onPress={props.onKeep}>
        {props.keep}
      </Button>
      {error && <Alert status="danger" description={messageOf(error)} />}
    </div>
  );
}
