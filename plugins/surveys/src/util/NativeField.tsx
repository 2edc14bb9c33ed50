import { InputHTMLAttributes, useId } from 'react';
import styles from './util.module.css';

interface NativeFieldProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> {
  label: string;
  onChange(value: string): void;
}

/** A day or number, in the browser's own field: known to every keyboard and screen reader. */
export function NativeField({ label, onChange, ...rest }: NativeFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}
