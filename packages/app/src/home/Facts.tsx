import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { ReactNode } from 'react';
import { homeTranslationRef } from './translation';
import { Loaded } from './useLoaded';

/** What a card has loaded, or that it has not. */
export function Facts<T>(props: {
  facts: Loaded<T>;
  children: (facts: T) => ReactNode;
}) {
  const { facts, children } = props;
  const { t } = useTranslationRef(homeTranslationRef);
  switch (facts.state) {
    case 'loading':
      return (
        <div aria-busy>
          <VisuallyHidden>{t('loading')}</VisuallyHidden>
          <Skeleton width="90%" height={18} />
        </div>
      );
    case 'failed':
      return (
        <Text as="p" role="status">
          {t('failed')}
        </Text>
      );
    default:
      return <>{children(facts.value)}</>;
  }
}
