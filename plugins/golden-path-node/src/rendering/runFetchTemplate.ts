import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
} as LoggerService;

/** A skeleton is below its template. Nothing is fetched while it is rendered again. */
const noReader: UrlReaderService = {
  readUrl: refuse,
  readTree: refuse,
  search: refuse,
};

/**
 * Runs the released `fetch:template` on a folder of this machine, so that what
 * is rendered again has gone through what rendered it first.
 *
 * @param options.folder - the base of relative URLs: the folder of the template
 * @param options.workspace - where the result is written
 * @param options.scratch - a temporary folder that the caller removes
 */
export async function runFetchTemplate(options: {
  input: JsonObject;
  folder: string;
  workspace: string;
  scratch: string;
  integrations: ScmIntegrations;
}): Promise<void> {
  // It loads all of the scaffolder, and is seldom needed.
  const {
    createFetchTemplateAction,
  }: typeof import('@backstage/plugin-scaffolder-backend') = require('@backstage/plugin-scaffolder-backend');
  const action = createFetchTemplateAction({
    integrations: options.integrations,
    reader: noReader,
  });
  await action.handler({
    input: options.input,
    workspacePath: options.workspace,
    logger: silent,
    templateInfo: {
      entityRef: 'template:default/rendered-again',
      baseUrl: pathToFileURL(path.join(options.folder, 'template.yaml')).href,
    },
    output() {},
    secrets: {},
    createTemporaryDirectory: async () =>
      await fs.mkdtemp(path.join(options.scratch, 'skeleton-')),
    checkpoint: async ({ fn }: { fn: () => unknown }) => await fn(),
    task: { id: 'render' },
  } as unknown as ActionContext<any, any>);
}

async function refuse(): Promise<never> {
  throw new Error('A template that is rendered again reads no other places');
}
