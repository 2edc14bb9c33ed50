import { Alert, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { conformityTranslationRef } from '../translation';
import { messageOf } from '../util/errors';

/** Says what could not be loaded and why, with a way to try again. */
export function LoadError(props: {
  title: string;
  error: Error;
  onRetry(): void;
}) {
  const { t } = useTranslationRef(conformityTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title}
      description={messageOf(props.error)}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}
