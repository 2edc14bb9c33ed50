import { OutcomeState } from '@waymark-idp/plugin-conformity-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiShieldCheckFill,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../../translation';
import styles from './marks.module.css';

const icons = {
  passed: RiCheckboxCircleFill,
  failed: RiCloseCircleFill,
  error: RiAlertFill,
  waived: RiShieldCheckFill,
  'not-applicable': RiIndeterminateCircleLine,
} satisfies Record<OutcomeState, unknown>;

/** The state of an outcome as an icon of its own shape, with its name. */
export function OutcomeIcon(props: { state: OutcomeState; size?: number }) {
  const { state, size = 20 } = props;
  const { t } = useTranslationRef(conformityTranslationRef);
  const Icon = icons[state];
  return (
    <Icon
      className={`${styles.state} ${styles[state]}`}
      size={size}
      role="img"
      aria-hidden={undefined}
      aria-label={t(`state.${state}`)}
    />
  );
}
