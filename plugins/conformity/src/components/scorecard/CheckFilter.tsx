import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { OutcomeCounts } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import styles from './scorecard.module.css';

/** Which checks are shown. */
export type CheckFilterValue = 'all' | 'needsWork' | 'passed' | 'waived';

/** Chooses which checks are shown, with how many there are of each. */
export function CheckFilter(props: {
  counts: OutcomeCounts;
  value: CheckFilterValue;
  onChange(value: CheckFilterValue): void;
}) {
  const { counts, value, onChange } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const needsWork = counts.failed + counts.error;
  const numbers: Record<CheckFilterValue, number> = {
    all: needsWork + counts.passed + counts.waived,
    needsWork,
    passed: counts.passed,
    waived: counts.waived,
  };
  const choices = (Object.keys(numbers) as CheckFilterValue[]).filter(
    choice => choice !== 'waived' || counts.waived > 0,
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
