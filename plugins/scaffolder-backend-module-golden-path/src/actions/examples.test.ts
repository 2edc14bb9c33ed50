import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createAdoptGoldenPathAction } from './adoptGoldenPath';
import { createDiscardRepositoryAction } from './discardRepository';
import { createProposeContributionAction } from './proposeContribution';
import { createPublishRepositoryAction } from './publishRepository';
import { createRecordAnswersAction } from './recordAnswers';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({ integrations: { gitea: [{ host: 'git.example.com' }] } }),
);

const actions = [
  createRecordAnswersAction({
    config: new ConfigReader({}),
    creations: undefined as never,
    catalog: undefined as never,
    auth: undefined as never,
  }),
  createPublishRepositoryAction({
    integrations,
    claims: undefined as never,
    publishers: undefined as never,
  }),
  createDiscardRepositoryAction({ discarder: undefined as never }),
  createProposeContributionAction({
    repository: { plan: async () => ({ files: [], commit: '' }) } as never,
    auth: undefined as never,
    discovery: undefined as never,
  }),
  createAdoptGoldenPathAction({
    config: new ConfigReader({}),
    integrations,
    adopter: undefined as never,
    proposals: undefined as never,
  }),
];

jest.setTimeout(30_000);

describe('the examples in the documentation of the actions', () => {
  const directory = createMockDirectory();

  it.each(
    actions.flatMap(action =>
      action.examples!.map(
        ({ description, example }) =>
          [action.id, description, action, parse(example).steps[0]] as const,
      ),
    ),
  )('%s: %s', async (id, _, action, step) => {
    const descriptor = 'kind: Component\nmetadata: {name: orders}\n';
    directory.setContent({
      'catalog-info.yaml': descriptor,
      'services/orders/catalog-info.yaml': descriptor,
    });
    expect(step.action).toBe(id);
    expect(validate(step.input ?? {}, action.schema!.input!).errors).toEqual(
      [],
    );
    const mock = createMockActionContext({
      input: step.input,
      workspacePath: directory.path,
      templateInfo: {
        entityRef: 'template:default/service',
        entity: { metadata: { name: 'service' } },
      },
    });
    const ctx = { ...mock, isDryRun: true };
    await action.handler(ctx as never);
    const output = Object.fromEntries((ctx.output as jest.Mock).mock.calls);
    expect(validate(output, action.schema!.output!).errors).toEqual([]);
  });
});
