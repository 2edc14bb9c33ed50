import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { Loaded } from '../hooks/useLoad';
import { goldenPathTranslationRef } from '../translation';
import { messageOf } from '../util';

/** What stands where something is being loaded, or could not be. */
export function LoadingOrError(props: {
  state: Loaded<unknown>;
  loading: string;
  error: string;
}) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  const { error, reload } = props.state;
  if (error) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={props.error}
        description={messageOf(error)}
        customActions={
          <Button size="small" variant="secondary" onPress={reload}>
            {t('retry')}
          </Button>
        }
      />
    );
  }
  return (
    <div role="status">
      <VisuallyHidden>{props.loading}</VisuallyHidden>
      <Skeleton width="100%" height={96} />
    </div>
  );
}
