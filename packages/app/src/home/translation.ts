import { createTranslationRef } from '@backstage/frontend-plugin-api';

export const homeTranslationRef = createTranslationRef({
  id: 'waymark.home',
  messages: {
    greeting: 'Hello, {{name}}',
    intro:
      'Three things to do here, and nobody to wait for: create, conform, be heard.',
    loading: 'Loading',
    failed: 'This could not be loaded. Reload the page to try again.',
    'create.title': 'Create a service',
    'create.why':
      'From a template that is tested, documented and meets the standards from its first commit.',
    'create.empty':
      'No template is registered yet. The platform team configures them.',
    'create.action': 'Choose a template',
    'conform.title': 'My services',
    'conform.why': 'How far what you own is along the standards.',
    'conform.action': 'See the standards',
    'answer.title': 'Be heard',
    'answer.why': 'What you are asked, and what became of what you said.',
    'answer.empty': 'Nobody asks you anything at the moment.',
    'answer.done': 'Answered, thank you',
    'answer.until': 'open until {{date}}',
    'answer.open': 'open',
    'answer.action': 'See all surveys',
    'contacts.title': 'Where to ask',
  },
});
