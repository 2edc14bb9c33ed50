import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useEffect } from 'react';
import { surveysResultsTranslationRef } from './translation';

/** Prints the page; what is folded is opened for it, and folded again after. */
export function PrintResults() {
  const { t } = useTranslationRef(surveysResultsTranslationRef);
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      opened = [
        ...document.querySelectorAll<HTMLDetailsElement>(
          'main details:not([open])',
        ),
      ];
      for (const each of opened) each.open = true;
    };
    const fold = () => {
      for (const each of opened) each.open = false;
    };
    window.addEventListener('beforeprint', open);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', open);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
  return (
    <Button variant="secondary" onPress={() => window.print()}>
      {t('print')}
    </Button>
  );
}
