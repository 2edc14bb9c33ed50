import { useId } from 'react';
import styles from './dateField.module.css';

/** A day, in the browser's own field: known to every keyboard and screen reader. */
export function DateField(props: {
  label: string;
  description?: string;
  /** Says what is wrong with the value. */
  error?: string;
  /** `2026-05-01`, or nothing. */
  value: string;
  min?: string;
  max?: string;
  isRequired?: boolean;
  onChange(value: string): void;
}) {
  const { label, description, error, isRequired, onChange, ...field } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {description && (
        <span id={`${id}-description`} className={styles.description}>
          {description}
        </span>
      )}
      <input
        {...field}
        id={id}
        type="date"
        className={styles.input}
        required={isRequired}
        aria-invalid={error ? true : undefined}
        aria-describedby={[
          description && `${id}-description`,
          error && `${id}-error`,
        ]
          .filter(Boolean)
          .join(' ')}
        onChange={event => onChange(event.target.value)}
      />
      {error && (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}
