import { createTranslationRef } from '@backstage/frontend-plugin-api';

export const signInTranslationRef = createTranslationRef({
  id: 'waymark.sign-in',
  messages: {
    tagline:
      'From an idea to a service that runs, meets the standards and is heard.',
    'accounts.title': 'Who are you today?',
    'accounts.hint':
      'Sample accounts of this machine. They need no password and reach nothing but this portal.',
    'providers.title': 'Sign in',
    'providers.github': 'Continue with GitHub',
    'providers.oidc': 'Continue with single sign-on',
    'none.title': 'No way to sign in is configured',
    'none.hint':
      'Name the providers in app.signIn.providers and configure them under auth.providers.',
    'error.title': 'That did not work',
    'error.unknownUser':
      'The catalog does not know this person yet. It may still be reading the organisation: try again in a few seconds.',
    'error.back': 'Back to the choice',
    'error.retry': 'Try again',
  },
});
