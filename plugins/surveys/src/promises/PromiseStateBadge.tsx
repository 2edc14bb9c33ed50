import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiLoader2Line,
  RiTimeLine,
} from '@remixicon/react';
import { PromiseState } from '@waymark-idp/plugin-surveys-common';
import { surveysPromisesTranslationRef } from './translation';

const ICONS = {
  planned: <RiTimeLine />,
  doing: <RiLoader2Line />,
  done: <RiCheckLine />,
  dropped: <RiCloseLine />,
};

/** The state of a promise: a word, and a sign beside it. */
export function PromiseStateBadge({ state }: { state: PromiseState }) {
  const { t } = useTranslationRef(surveysPromisesTranslationRef);
  return (
    <Badge icon={ICONS[state]} size="small">
      {t(`state.${state}`)}
    </Badge>
  );
}
