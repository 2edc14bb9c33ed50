import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { searchModuleWaymark } from './module';

const answers: Record<string, unknown> = {
  '/conformity/standards': {
    standards: [
      {
        name: 'security',
        title: 'Security',
        description: 'Nobody else gets in.',
        checks: [
          {
            id: 'actions-pinned',
            title: 'Actions are pinned',
            level: 'gold',
            why: 'A tag can be moved.',
            fix: 'Pin by commit.',
            maps: ['openssf-scorecard:Pinned-Dependencies'],
          },
        ],
      },
    ],
  },
  '/surveys/surveys': {
    items: [
      {
        title: 'Platform experience',
        description: 'How it is to build here.',
        questions: [{ id: 'easy', text: 'The platform is easy to use.' }],
      },
    ],
  },
  '/surveys/promises?state=all&limit=200': {
    items: [
      {
        text: 'Builds take five minutes',
        state: 'doing',
        said: 'Builds are slow',
        questionText: 'Feedback is fast.',
      },
    ],
  },
};

it('finds standards, checks, surveys and promises, for those who may read them', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization?.slice(0, 7)}`);
    response
      .setHeader('Content-Type', 'application/json')
      .end(JSON.stringify(answers[request.url!]));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const factories: DocumentCollatorFactory[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        searchIndexRegistryExtensionPoint,
        {
          addCollator: ({ factory }) => factories.push(factory),
          addDecorator() {},
        },
      ],
    ],
    features: [
      searchModuleWaymark,
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () =>
          mockServices.discovery.mock({
            getBaseUrl: async id => `http://127.0.0.1:${port}/${id}`,
          }),
      }),
    ],
  });
  try {
    const found: Record<string, unknown[]> = {};
    for (const factory of factories) {
      found[`${factory.type}: ${factory.visibilityPermission?.name}`] = await (
        await factory.getCollator()
      ).toArray();
    }
    expect(found).toEqual({
      'standards: conformity.standard.read': [
        {
          title: 'Security',
          text: 'Standard. Nobody else gets in.',
          location: '/standards#standard-security',
        },
        {
          title: 'Actions are pinned',
          text: expect.stringContaining('openssf-scorecard:Pinned'),
          location: '/standards#check-actions-pinned',
        },
      ],
      'surveys: surveys.survey.read': [
        {
          title: 'Platform experience',
          text: expect.stringContaining('The platform is easy to use.'),
          location: '/surveys',
        },
      ],
      'promises: surveys.promise.read': [
        {
          title: 'Builds take five minutes',
          text: expect.stringContaining('People said: Builds are slow'),
          location: '/surveys/promises',
        },
      ],
    });
    expect(asked).toEqual(Object.keys(answers).map(path => `${path} Bearer `));
  } finally {
    await backend.stop();
    server.close();
  }
});
