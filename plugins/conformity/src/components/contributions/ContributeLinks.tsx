import { useCallback } from 'react';
import { Link } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { conformityApiRef } from '../../api/conformityApiRef';
import { useLoad } from '../../hooks/useLoad';
import { createComponentRouteRef } from '../../routes';
import { templateFormHref } from '../fixes/templateFormHref';
import { conformityContributionsTranslationRef } from './translation';

const TEMPLATE = 'template:default/platform-contribution';

/** To the form that proposes a change to a check, filled in with how it is written. */
export function ProposeCheckChange(props: { check: string }) {
  const { check } = props;
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const api = useApi(conformityApiRef);
  const createRoot = useRouteRef(createComponentRouteRef)?.();
  const { value } = useLoad(
    useCallback(signal => api.getCheck(check, { signal }), [api, check]),
  );
  if (createRoot === undefined) {
    return null;
  }
  const values = {
    kind: 'check-change',
    checkId: check,
    ...(value?.definition && { check: value.definition }),
  };
  return (
    <span>
      <Link href={templateFormHref(createRoot, { ref: TEMPLATE, values })}>
        {t('link.check')}
      </Link>
    </span>
  );
}

/** To the form that proposes a check that nobody asks yet. */
export function ProposeNewCheck() {
  const { t } = useTranslationRef(conformityContributionsTranslationRef);
  const createRoot = useRouteRef(createComponentRouteRef)?.();
  if (createRoot === undefined) {
    return null;
  }
  const values = { kind: 'new-check' };
  return (
    <span>
      <Link href={templateFormHref(createRoot, { ref: TEMPLATE, values })}>
        {t('link.newCheck')}
      </Link>
    </span>
  );
}
