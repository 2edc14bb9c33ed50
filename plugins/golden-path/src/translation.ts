import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text that this plugin shows. @public */
export const goldenPathTranslationRef = createTranslationRef({
  id: 'plugin.golden-path',
  messages: {
    retry: 'Try again',
    name: {
      label: 'Name',
      help: 'Lower-case letters, digits and hyphens. Names the component, its repository and its place in the cluster.',
      checking: 'Looking whether the name is free …',
      free: '"{{name}}" is free.',
    },
    repository: {
      host: 'Host',
      owner: 'Organisation',
      ownerHelp: 'Who owns the repository on {{host}}.',
      result: 'The repository will be',
      checking: 'Asking the host whether it is free …',
      free: 'Nothing is there yet.',
      nameFirst: 'Choose a name on the first page.',
    },
    owner: {
      label: 'Owner',
      mine: '{{title}} (your team)',
      ref: 'The team, as an entity ref such as {{example}}.',
      error: 'The teams could not be loaded: {{message}}',
    },
    adoptable: {
      component: 'Component',
      help: 'Those of your teams that come from no template.',
      none: 'All components of your teams come from a template.',
      other: 'Another repository, by its address',
      address: 'Address of the repository',
      addressHelp: 'Such as {{example}}. It may be in the catalog or not.',
      loading: 'Looking for components of your teams …',
      error: 'The components of your teams could not be loaded: {{message}}',
    },
    preview: {
      title: 'What will be created',
      intro_one: 'One file, exactly as it will be in the repository.',
      intro_other:
        '{{count}} files, exactly as they will be in the repository. Nothing is created yet.',
      loading: 'Rendering the template with your answers …',
      error: 'The template could not be rendered with these answers.',
      retry: 'Try again',
      files: 'Files',
      binary: 'This file is not text ({{size}}).',
      truncated: 'This file is too large to be shown ({{size}}).',
      empty: 'This file is empty.',
      skipped: 'Afterwards, once you press Create',
      choose: 'File shown',
      score: {
        loading: 'Asking the checks what score it starts with …',
        starts_one:
          'Starts at {{score}}, {{level}}: {{passed}} of {{count}} applicable check passed.',
        starts_other:
          'Starts at {{score}}, {{level}}: {{passed}} of {{count}} applicable checks passed.',
        noLevel: 'no level',
        nothing: 'Starts without a score: no check applies to these files.',
        unknown:
          'What score it starts with is not known now: the checks do not answer. The scorecard says it once it exists.',
        notPassing_one: 'One check does not pass',
        notPassing_other: '{{count}} checks do not pass',
        later_one:
          'One check asks for more than these files, and can change this later',
        later_other:
          '{{count}} checks ask for more than these files, and can change this later',
        whyLater:
          'They ask for what is known only once it exists: what is measured, what other components declare, or its history. What they say now:',
      },
    },
    gitAccount: {
      title: 'Your account on the git host',
      intro:
        'Git asks for these when you push to the embedded git host. They belong to this machine alone.',
      host: 'Host',
      username: 'User name',
      password: 'Password',
      show: 'Show password',
      hide: 'Hide password',
      none: 'There is no account for you on an embedded git host. Repositories elsewhere take the credentials that you have there.',
      error: 'Your account could not be read.',
      loading: 'Reading your account …',
    },
  },
});
