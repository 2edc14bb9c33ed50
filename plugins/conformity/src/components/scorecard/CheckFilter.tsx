import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import styles from './scorecard.module.css';

/** Which checks are shown. */
export type CheckFilterValue =
  | 'all'
  | 'needsWork'
  | 'upcoming'
  | 'waived'
  | 'passed';

/** Chooses which checks are shown, with how many there are of each. */
export function CheckFilter(props: {
  /** How many there are of each. */
  numbers: Record<CheckFilterValue, number>;
  value: CheckFilterValue;
  onChange(value: CheckFilterValue): void;
}) {
  const { numbers, value, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const choices = (Object.keys(numbers) as CheckFilterValue[]).filter(
    choice =>
      numbers[choice] > 0 || (choice !== 'waived' && choice !== 'upcoming'),
  );
  return (
    <ToggleButtonGroup
      className={styles.filter}
      aria-label={t('scorecard.filter.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => onChange([...keys][0] as CheckFilterValue)}
    >
      {choices.map(choice => (
        <ToggleButton key={choice} id={choice}>
          {t(`scorecard.filter.${choice}`, { number: String(numbers[choice]) })}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
