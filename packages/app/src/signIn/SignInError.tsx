import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import { signInTranslationRef } from './translation';

/** What went wrong, and the two ways on. */
export function SignInError(props: {
  error?: Error;
  onRetry: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslationRef(signInTranslationRef);
  return (
    <Flex direction="column" gap="4" role="alert">
      <Alert
        status="danger"
        icon
        title={t('error.title')}
        description={
          isUnknownUser(props.error)
            ? t('error.unknownUser')
            : props.error?.message
        }
      />
      <Flex gap="2">
        <Button variant="primary" onPress={props.onRetry}>
          {t('error.retry')}
        </Button>
        <Button variant="secondary" onPress={props.onCancel}>
          {t('error.back')}
        </Button>
      </Flex>
    </Flex>
  );
}

function isUnknownUser(error: Error | undefined): boolean {
  const cause = error?.cause as { name?: string } | undefined;
  return cause?.name === 'NotFoundError';
}
