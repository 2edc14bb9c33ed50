import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Text } from '@backstage/ui';
import { useCallback, useMemo, useState } from 'react';
import { WaymarkLogo } from '../brand/WaymarkLogo';
import { AccountChooser } from './AccountChooser';
import {
  Choice,
  forgetChoice,
  forgettingOnSignOut,
  rememberChoice,
  rememberedChoice,
} from './choice';
import { ProviderButtons } from './ProviderButtons';
import { readSignInOptions } from './signInOptions';
import { SigningIn } from './SigningIn';
import { signInTranslationRef } from './translation';
import './signIn.css';

/** Choose who to be, or sign in with a provider. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const config = useApi(configApiRef);
  const { t } = useTranslationRef(signInTranslationRef);
  const options = useMemo(() => readSignInOptions(config), [config]);
  const [remembered] = useState(() => rememberedChoice(options));
  const [choice, setChoice] = useState<Choice | undefined>(remembered);

  const choose = useCallback((next: Choice) => {
    rememberChoice(next);
    setChoice(next);
  }, []);
  const cancel = useCallback(() => {
    forgetChoice();
    setChoice(undefined);
  }, []);

  const { accounts, providers } = options;
  return (
    <main className="waymark-sign-in">
      <header className="waymark-sign-in-brand">
        <WaymarkLogo size={44} name={config.getOptionalString('app.title')} />
        <p>{t('tagline')}</p>
      </header>
      <div className="waymark-sign-in-panel">
        {choice ? (
          <SigningIn
            choice={choice}
            silent={choice === remembered}
            onCancel={cancel}
            onSuccess={identity =>
              onSignInSuccess(forgettingOnSignOut(identity))
            }
          />
        ) : (
          <>
            {accounts.length > 0 && (
              <AccountChooser
                accounts={accounts}
                onChoose={account =>
                  choose({ provider: 'sample-accounts', account })
                }
              />
            )}
            {providers.length > 0 && (
              <ProviderButtons
                providers={providers}
                onChoose={provider => choose({ provider })}
              />
            )}
            {accounts.length + providers.length === 0 && (
              <Alert
                status="warning"
                icon
                title={t('none.title')}
                description={<Text>{t('none.hint')}</Text>}
              />
            )}
          </>
        )}
      </div>
    </main>
  );
}
