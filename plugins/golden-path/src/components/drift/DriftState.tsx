import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiCheckboxCircleLine,
  RiHistoryLine,
  RiQuestionLine,
} from '@remixicon/react';
import { OriginState } from '@waymark-idp/plugin-golden-path-common';
import { driftTranslationRef } from './translation';
import styles from './drift.module.css';

const ICONS = {
  'up-to-date': RiCheckboxCircleLine,
  behind: RiHistoryLine,
  unknown: RiQuestionLine,
  none: RiQuestionLine,
};

/** How far a component is from its template: a sign and a word. */
export function DriftState({
  state = 'none',
}: {
  state?: OriginState | 'none';
}) {
  const { t } = useTranslationRef(driftTranslationRef);
  const Icon = ICONS[state];
  return (
    <span className={styles.state}>
      <Icon size={18} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  );
}
