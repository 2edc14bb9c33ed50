import { Text } from '@backstage/ui';
import styles from './fields.module.css';
import { NameCheck } from './useNameAvailability';

interface FieldStatusProps {
  check: NameCheck;
  checking: string;
  free: string;
}

/** What the check of a name says, announced to screen readers as it changes. */
export function FieldStatus({ check, checking, free }: FieldStatusProps) {
  return (
    <div role="status" className={styles.status}>
      {check.checking && (
        <Text variant="body-small" color="secondary">
          {checking}
        </Text>
      )}
      {check.answer?.available && (
        <Text variant="body-small" color="success">
          ✓ {free}
        </Text>
      )}
      {check.answer?.problems.map(({ message }) => (
        <Text key={message} variant="body-small" color="danger">
          ✗ {message}
        </Text>
      ))}
      {check.answer?.unchecked.map(({ message }) => (
        <Text key={message} variant="body-small" color="warning">
          ! {message}
        </Text>
      ))}
    </div>
  );
}
