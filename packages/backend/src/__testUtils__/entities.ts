import { Caller } from './operations';

/** The User that a caller signs in as. */
export const USERS: Record<Exclude<Caller, 'service'>, string> = {
  guest: 'user:development/guest',
  user: 'user:default/dana',
  otherTeam: 'user:default/oli',
  platform: 'user:default/pat',
};

const apiVersion = 'backstage.io/v1alpha1';

const group = (name: string) => ({
  apiVersion,
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
});

const user = (name: string, memberOf: string[], namespace = 'default') => ({
  apiVersion,
  kind: 'User',
  metadata: { name, namespace },
  spec: { memberOf },
});

/**
 * A component that belongs to the team of `user`, the people who call, and
 * enough others for a survey to have an audience.
 */
export const ENTITIES = [
  group('payments'),
  group('shipping'),
  group('platform'),
  user('dana', ['payments']),
  user('oli', ['shipping']),
  user('pat', ['platform']),
  user('guest', [], 'development'),
  ...['ann', 'ben', 'cem', 'dee', 'eva'].map(name => user(name, ['shipping'])),
  {
    apiVersion,
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations: {
        'backstage.io/source-location':
          'url:https://git.invalid/payments/orders/src/branch/main/',
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  },
];
