import { AnswerOption } from './optionsOf';
import styles from './answer.module.css';

/** The text of an option, with the digit that chooses it where there is a keyboard. */
export function OptionLabel({ option }: { option: AnswerOption }) {
  const { digit, label } = option;
  return (
    <>
      <span className={styles.label}>{label}</span>
      {digit !== undefined && digit !== label && (
        <kbd className={styles.digit} aria-hidden="true">
          {digit}
        </kbd>
      )}
    </>
  );
}
