import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { Choice } from './choice';
import { ProviderSignIn } from './ProviderSignIn';
import { SignInError } from './SignInError';

/** Signs in as chosen; on an error, offers another try or another choice. */
export function SigningIn(props: {
  choice: Choice;
  /** Whether this is a reload, where no window may pop up. */
  silent: boolean;
  onSuccess: (identity: IdentityApi) => void;
  onCancel: () => void;
}) {
  const { choice, silent, onSuccess, onCancel } = props;
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(n => n + 1), []);
  const ErrorComponent = useCallback(
    ({ error }: { error?: Error }) => (
      <SignInError error={error} onRetry={retry} onCancel={onCancel} />
    ),
    [retry, onCancel],
  );

  if (choice.provider === 'sample-accounts') {
    return (
      <ProxiedSignInPage
        key={attempt}
        provider="sample-accounts"
        headers={{ 'x-waymark-sample-account': choice.account }}
        onSignInSuccess={onSuccess}
        ErrorComponent={ErrorComponent}
      />
    );
  }
  return (
    <ProviderSignIn
      key={attempt}
      provider={choice.provider}
      silent={silent && attempt === 0}
      onSuccess={onSuccess}
      onCancel={onCancel}
      ErrorComponent={ErrorComponent}
    />
  );
}
