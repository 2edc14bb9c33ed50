import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { surveysTranslationRef } from '../translation';
import { messageOf } from './format';

interface LoadErrorProps {
  title: string;
  error: Error;
  onRetry(): void;
}

/** What could not be had, why, and a way to try again. */
export function LoadError({ title, error, onRetry }: LoadErrorProps) {
  const { t } = useTranslationRef(surveysTranslationRef);
  return (
    <Alert
      status="danger"
      title={title}
      description={messageOf(error)}
      customActions={
        <Button variant="secondary" size="small" onPress={onRetry}>
          {t('common.retry')}
        </Button>
      }
    />
  );
}
