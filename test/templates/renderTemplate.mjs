import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { stringifyEntityRef } = require('@backstage/catalog-model');
const { ConfigReader } = require('@backstage/config');
const { ScmIntegrations } = require('@backstage/integration');
const {
  createFetchTemplateAction,
} = require('@backstage/plugin-scaffolder-backend');
const { createTemplateAction } = require('@backstage/plugin-scaffolder-node');
const { parse } = require('yaml');

// Not exported, and the only way to run the released workflow without a task database.
const { createDryRunner } = require(join(
  dirname(require.resolve('@backstage/plugin-scaffolder-backend/package.json')),
  'dist/scaffolder/dryrun/createDryRunner.cjs.js',
));

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};
const instrument = { add() {}, record() {} };
const metrics = {
  createCounter: () => instrument,
  createHistogram: () => instrument,
};

/**
 * Runs every step of a template with the released workflow runner and the released `fetch:template`. The steps that
 * reach beyond the workspace are replaced by recorders that answer `outputs` of their action.
 *
 * @param templateFile - path of template.yaml
 * @param parameters - what the user filled in
 * @param options.environment - `scaffolder.defaultEnvironment.parameters`
 * @param options.user - the entity of the user who fills it in
 * @param options.outputs - by action: the outputs by name, or a function of the step's context that gives them
 * @returns the rendered files, what the other steps were given, and the output of the template
 */
export async function renderTemplate(templateFile, parameters, options = {}) {
  const config = new ConfigReader({
    integrations: {
      gitea: [{ host: 'localhost:3030', baseUrl: 'http://localhost:3030' }],
    },
    scaffolder: {
      defaultEnvironment: { parameters: options.environment ?? {} },
    },
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const template = parse(await readFile(templateFile, 'utf8'));

  const inputs = new Map();
  const recorder = id =>
    createTemplateAction({
      id,
      supportsDryRun: true,
      async handler(ctx) {
        inputs.set(id, ctx.input);
        const given = options.outputs?.[id];
        const outputs = typeof given === 'function' ? await given(ctx) : given;
        for (const [name, value] of Object.entries(outputs ?? {}))
          ctx.output(name, value);
      },
    });
  const actions = new Map([
    ['fetch:template', createFetchTemplateAction({ integrations, reader: {} })],
    // What changes the workspace must not be left out without a word: there is no recorder for it.
    ...template.spec.steps
      .map(step => step.action)
      .filter(id => !/^(fetch|fs):/.test(id))
      .map(id => [id, recorder(id)]),
  ]);

  const workingDirectory = await mkdtemp(join(tmpdir(), 'waymark-render-'));
  try {
    // The runner removes the folder of its base URL when it is done: point it at one of its own, beside the template.
    const dryRunFolder = join(workingDirectory, randomUUID());
    await mkdir(dryRunFolder);
    const dryRun = createDryRunner({
      actionRegistry: {
        async get(id) {
          const action = actions.get(id);
          if (!action)
            throw new Error(`The tests of templates cannot run ${id}`);
          return action;
        },
        async list() {
          return actions;
        },
      },
      integrations,
      config,
      logger: silent,
      metrics,
      workingDirectory,
    });
    const {
      serializeDirectoryContents,
    } = require('@backstage/plugin-scaffolder-node');
    const result = await dryRun({
      spec: {
        ...template.spec,
        apiVersion: template.apiVersion,
        parameters,
        user: options.user && {
          ref: stringifyEntityRef(options.user),
          entity: options.user,
        },
      },
      templateInfo: {
        entityRef: `template:default/${template.metadata.name}`,
        entity: { metadata: template.metadata },
        baseUrl: pathToFileURL(join(dryRunFolder, 'template.yaml')).href,
      },
      directoryContents: await serializeDirectoryContents(
        dirname(templateFile),
      ),
      secrets: {},
      credentials: {},
    });
    return { files: result.directoryContents, inputs, output: result.output };
  } finally {
    await rm(workingDirectory, { recursive: true, force: true });
  }
}
