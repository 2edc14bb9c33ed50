import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { chmodSync } from 'node:fs';
import { PlainMkdocsGenerator } from './PlainMkdocsGenerator';

// A test's process.env is a copy that child processes do not see.
jest.mock('node:child_process', () => {
  const actual = jest.requireActual('node:child_process');
  return {
    ...actual,
    spawn: (command: string, args: string[], options: object) =>
      actual.spawn(command, args, { ...options, env: process.env }),
  };
});

/** Stands in for mkdocs: a program that does with its arguments what it is told. */
function mkdocsThat(does: string) {
  return `#!${process.execPath}
const fs = require('fs');
const path = require('path');
const out = process.argv[process.argv.indexOf('-d') + 1];
const write = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
  fs.writeFileSync(path.join(out, name), text);
};
${does}
`;
}

describe('PlainMkdocsGenerator', () => {
  const directory = createMockDirectory();
  const originalPath = process.env.PATH;
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    logger.warn.mockClear();
    process.env.PATH = directory.resolve('bin');
  });
  afterEach(() => {
    process.env.PATH = originalPath;
  });

  async function generate(mkdocs?: string) {
    directory.setContent({
      bin: mkdocs ? { mkdocs } : {},
      in: { 'mkdocs.yml': 'site_name: Orders', docs: { 'index.md': '# Hi' } },
      out: {},
    });
    if (mkdocs) {
      chmodSync(directory.resolve('bin/mkdocs'), 0o755);
    }
    const config = mockServices.rootConfig({
      data: {
        techdocs: {
          generator: {
            runIn: 'local',
            mkdocs: { omitTechdocsCorePlugin: true },
          },
        },
      },
    });
    const generator = new PlainMkdocsGenerator({
      config,
      logger,
      scmIntegrations: ScmIntegrations.fromConfig(config),
    });
    await generator.run({
      inputDir: directory.resolve('in'),
      outputDir: directory.resolve('out'),
      etag: 'e1',
      logger: logger as any,
    });
    return directory.content({ path: 'out' }) as any;
  }

  it('publishes what is missing where mkdocs is, and will look again', async () => {
    const site = await generate();
    expect(site['index.html']).toMatch(
      /mkdocs<\/code>, which is not installed/,
    );
    expect(site['index.html']).toMatch(/href="main\.00000000\.min\.css"/);
    expect(JSON.parse(site['techdocs_metadata.json'])).not.toHaveProperty(
      'etag',
    );
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('mkdocs is not installed'),
    );
  });

  it("makes pages of mkdocs' own theme readable at any depth, and leaves Material's alone", async () => {
    const site = await generate(
      mkdocsThat(`
        write('index.html', '<html><head></head>Plain</html>');
        write('how/to/index.html', '<html><head></head>Deep</html>');
        write('m.html', '<head><link href="assets/main.1a2b3c4d.min.css"></head>');
      `),
    );
    expect(site['index.html']).toBe(
      '<html><head><link rel="stylesheet" href="main.00000000.min.css"></head>Plain</html>',
    );
    expect(site.how.to['index.html']).toContain(
      'href="../../main.00000000.min.css"',
    );
    expect(site['m.html']).not.toContain('00000000');
    expect(site['main.00000000.min.css']).toContain("[role='main']");
    expect(JSON.parse(site['techdocs_metadata.json'])).toMatchObject({
      etag: 'e1',
    });
  });

  it('passes on what else goes wrong', async () => {
    await expect(generate(mkdocsThat('process.exit(3)'))).rejects.toThrow(
      /Failed to generate docs.*exit code: 3/,
    );
  });
});
