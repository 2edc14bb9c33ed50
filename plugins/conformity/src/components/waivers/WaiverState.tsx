import {
  RiCloseCircleLine,
  RiHourglassLine,
  RiShieldCheckLine,
  RiTimeLine,
  RiArrowGoBackLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WaiverState as State } from '@waymark-idp/plugin-conformity-common';
import { conformityWaiversTranslationRef } from './translation';
import styles from './waivers.module.css';

const icons = {
  requested: RiHourglassLine,
  approved: RiShieldCheckLine,
  rejected: RiCloseCircleLine,
  revoked: RiArrowGoBackLine,
  expired: RiTimeLine,
} satisfies Record<State, unknown>;

/** The state of a waiver as an icon of its own shape, with its name. */
export function WaiverState(props: { state: State }) {
  const { state } = props;
  const { t } = useTranslationRef(conformityWaiversTranslationRef);
  const Icon = icons[state];
  return (
    <span className={styles.state}>
      <Icon size={16} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
