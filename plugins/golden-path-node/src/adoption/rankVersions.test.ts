import {
  integrations,
  TemplateFolders,
} from '../__testUtils__/templateFolders';
import { renderVersion } from '../rendering';
import {
  rankVersions,
  renderCandidate,
  RenderedCandidate,
} from './rankVersions';

const folders = new TemplateFolders();
afterAll(() => folders.removeAll());

const known = {
  name: 'orders',
  description: 'Takes orders.',
  owner: 'group:default/ordering',
  repoUrl: 'git.example?owner=sample&repo=orders',
};
const skeleton = {
  'README.md': '# ${{ values.name }}\n\nAnswer ${{ values.answer }}.\n',
};
const parameters = {
  answer: { type: 'number', default: 42 },
  region: { type: 'string', title: 'The region' },
};

describe('renderCandidate', () => {
  it('answers with what is known, what was given, and defaults; and records what renders the same again', async () => {
    const version = await folders.add({
      version: '1.0.0',
      skeleton,
      parameters,
      required: ['region'],
      values: {
        name: '${{ parameters.name }}',
        answer: '${{ parameters.answer }}',
        key: '${{ environment.parameters.key }}',
      },
    });
    const options = { version, known, integrations, secrets: ['hunter2'] };
    await expect(renderCandidate(options)).resolves.toEqual({
      missing: ['The region'],
    });

    const candidate = (await renderCandidate({
      ...options,
      given: { region: 'north', of: 'no interest' },
      environment: { key: 'a hunter2 b' },
    })) as RenderedCandidate;
    const { answers, rendered } = candidate;
    expect(answers).toEqual({
      templateRef: version.ref,
      templateVersion: '1.0.0',
      digest: rendered.digest,
      parameters: { name: 'orders', answer: 42, region: 'north' },
      values: { name: 'orders', answer: 42 },
      withheld: ['values.key'],
    });
    const again = await renderVersion({
      version,
      values: answers.values,
      integrations,
    });
    expect(again.digest).toBe(answers.digest);
    expect(String(rendered.tree.get('README.md')!.content)).toBe(
      '# orders\n\nAnswer 42.\n',
    );
  });
});

describe('rankVersions', () => {
  it('puts the nearest first, and of those equally near the newest', async () => {
    const make = async (
      name: string,
      version: string,
      files: Record<string, string>,
    ) => {
      const added = await folders.add({
        version,
        skeleton: { LICENSE: 'MIT\n', 'README.md': '# A\n', ...files },
      });
      const ref = `template:default/${name}`;
      return (await renderCandidate({
        version: { ...added, ref },
        known,
        integrations,
        secrets: [],
      })) as RenderedCandidate;
    };
    const server = { 'src/server.ts': 'serve();\n', 'slo.yaml': 'x\n' };
    const candidates = [
      await make('library', '1.0.0', {}),
      await make('service', '1.9.0', server),
      await make('service', '1.10.0', server),
    ];
    const files: Record<string, string> = {
      LICENSE: 'MIT\n',
      'README.md': '# B\n',
      'src/server.ts': 'serve();\n',
    };
    const ranked = rankVersions(candidates, {
      has: path => path in files,
      text: path => files[path],
    });
    expect(
      ranked.map(({ version, nearness }) => [
        version.ref.split('/')[1],
        version.version,
        nearness.share,
      ]),
    ).toEqual([
      // What both render counts half: (½ + ½ · ½ + 1) / (½ + ½ + 2), and (½ + ½ · ½) / 1.
      ['library', '1.0.0', 0.75],
      ['service', '1.10.0', 0.583],
      ['service', '1.9.0', 0.583],
    ]);
  });
});
