import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import { parseAnswers, RecordedAnswers, stringifyAnswers } from '../answers';
import {
  create,
  integrations,
  TemplateFolders,
  textsOf,
  treeOf,
} from '../__testUtils__/templateFolders';
import { parse } from 'yaml';
import { FileTree } from '../tree';
import { planUpgrade } from './planUpgrade';

// The released action loads all of the scaffolder.
jest.setTimeout(60_000);

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join(
    '',
  );

const descriptor =
  'kind: Component\nmetadata:\n  name: ${{ values.name | dump }}\n';

const v1 = {
  version: '1.0.0',
  skeleton: {
    'README.md': '# ${{ values.name }}\n\nWritten by hand.\n',
    'catalog-info.yaml': descriptor,
    'src/config.ts': lines(1, 20),
    'src/server.ts': lines(1, 20),
    'ci.sh': '#!/bin/sh\nnpm test\n',
    'resilience.yaml':
      '# Ours.\ntimeout: 400\nfallback: none\nuserImpact: none\nretries: 2\n',
    'old.txt': 'to be removed\n',
    'logo.png': Buffer.from([0, 1, 2, 3]),
  },
};

const v3 = {
  version: '3.0.0',
  skeleton: {
    'README.md': '# ${{ values.name }}\n\nRuns in ${{ values.region }}.\n',
    'catalog-info.yaml': descriptor,
    'src/settings.ts': `${lines(1, 18)}line 19, improved\nline 20\n`,
    'src/server.ts': `line 1, improved\n${lines(2, 20)}`,
    'ci.sh*': '#!/bin/sh\nnpm test\n',
    'resilience.yaml':
      '# Ours.\ntimeoutMs: 400\nfallback: none\nuserImpact: none\nretries: 3\n',
    'new.txt': 'new\n',
    'logo.png': Buffer.from([0, 9, 9, 9]),
  },
  parameters: { region: { type: 'string', title: 'Region', default: 'north' } },
  values: { region: '${{ parameters.region | upper }}' },
  others: {
    'CHANGELOG.md':
      '# Changes\n\n## 3.0.0\n\n- Config is called settings.\n\n## 2.0.0\n\n- Milliseconds.\n\n## 1.0.0\n\n- First.\n',
    'migrations/2.0.0.yaml':
      'apiVersion: waymark.internal/v1\nkind: Migration\nsteps:\n  - renameKey: { file: resilience.yaml, from: timeout, to: timeoutMs }\n',
    'migrations/3.0.0.yaml':
      'apiVersion: waymark.internal/v1\nkind: Migration\nsteps:\n  - rename: { from: src/config.ts, to: src/settings.ts }\n',
  },
};

describe('planUpgrade', () => {
  const folders = new TemplateFolders();
  afterEach(() => folders.removeAll());

  const withAnswers = (tree: FileTree, answers: RecordedAnswers): FileTree =>
    new Map([
      ...tree,
      ...treeOf({ [ANSWERS_PATH]: stringifyAnswers(answers) }),
    ]);

  it('takes a service that was changed in five ways from version 1 to 3, across a rename and a conflict', async () => {
    const from = await folders.add(v1);
    const to = await folders.add(v3);
    const { answers, tree } = await create(from, { name: 'orders' });
    const repository = withAnswers(
      new Map([
        ...tree,
        ...treeOf({
          // 1 changed where the template is not, in a file that it renames
          'src/config.ts': `line 1, ours\n${lines(2, 20)}`,
          // 2 changed where the template is, too
          'src/server.ts': `line 1, ours\n${lines(2, 20)}`,
          // 3 changed a key beside one that is migrated
          'resilience.yaml':
            '# Ours, since May.\ntimeout: 250\nfallback: none\nuserImpact: none\nretries: 2\n',
          // 4 added a file of its own
          'src/own.ts': 'own\n',
          // and keeps the README out of upgrades
          '.waymark/ignore': 'README.md\n',
        }),
      ]),
      answers,
    );
    // 5 deleted a file that the template changes
    (repository as Map<string, unknown>).delete('logo.png');

    const { plan, tree: after } = await planUpgrade({
      from,
      to,
      answers,
      repository,
      commit: 'c0ffee',
      integrations,
    });
    const texts = textsOf(after);
    expect(texts['src/settings.ts']).toBe(
      `line 1, ours\n${lines(2, 18)}line 19, improved\nline 20\n`,
    );
    expect(texts).not.toHaveProperty(['src/config.ts']);
    expect(texts['src/server.ts']).toBe(
      `<<<<<<< here\nline 1, ours\n=======\nline 1, improved\n>>>>>>> example-3.0.0\n${lines(
        2,
        20,
      )}`,
    );
    expect(texts['resilience.yaml']).toBe(
      '# Ours, since May.\ntimeoutMs: 250\nfallback: none\nuserImpact: none\nretries: 3\n',
    );
    expect(texts['src/own.ts']).toBe('own\n');
    expect(texts['README.md']).toBe('# orders\n\nWritten by hand.\n');
    expect(texts['new.txt']).toBe('new\n');
    expect(texts['ci.sh*']).toBe('#!/bin/sh\nnpm test\n');
    expect(texts).not.toHaveProperty(['old.txt']);
    expect(texts).not.toHaveProperty(['logo.png']);
    expect(texts['catalog-info.yaml']).toContain('template-version: 3.0.0');

    const recorded = parseAnswers(texts[ANSWERS_PATH]);
    expect(recorded).toMatchObject({
      templateVersion: '3.0.0',
      parameters: { name: 'orders', region: 'north' },
      values: { name: 'orders', region: 'NORTH' },
    });
    expect(plan).toMatchObject({
      templateRef: 'template:default/example',
      from: '1.0.0',
      to: '3.0.0',
      commit: 'c0ffee',
      ignored: ['README.md'],
      changelog:
        '## 3.0.0\n\n- Config is called settings.\n\n## 2.0.0\n\n- Milliseconds.',
      newParameters: [
        { name: 'region', title: 'Region', default: 'north', required: false },
      ],
      notes: [],
    });
    expect(plan.conflicts).toEqual([
      {
        path: 'logo.png',
        kind: 'modify/delete',
        message: expect.stringContaining('It stays deleted'),
      },
      {
        path: 'src/server.ts',
        kind: 'contents',
        message: expect.stringContaining('marked in the file'),
      },
    ]);
    expect(
      Object.fromEntries(plan.files.map(file => [file.path, file.change])),
    ).toEqual({
      [ANSWERS_PATH]: 'changed',
      'catalog-info.yaml': 'changed',
      'ci.sh': 'mode',
      'new.txt': 'added',
      'old.txt': 'removed',
      'resilience.yaml': 'changed',
      'src/config.ts': 'removed',
      'src/server.ts': 'changed',
      'src/settings.ts': 'added',
    });
  });

  it('follows line endings, and says when the base cannot be trusted', async () => {
    const from = await folders.add(v1);
    const to = await folders.add(v3);
    const { answers, tree } = await create(from, { name: 'orders' });
    const crlf = (text: string) => text.replace(/\n/g, '\r\n');
    const { plan, tree: after } = await planUpgrade({
      from,
      to,
      answers: { ...answers, digest: `sha256:${'0'.repeat(64)}` },
      repository: new Map([
        ...tree,
        ...treeOf({ 'src/server.ts': crlf(lines(1, 20)) }),
      ]),
      commit: 'c0ffee',
      integrations,
    });
    expect(textsOf(after)['src/server.ts']).toBe(
      crlf(`line 1, improved\n${lines(2, 20)}`),
    );
    expect(plan.conflicts).toEqual([]);
    expect(plan.notes).toEqual([
      expect.stringContaining('changed without a new version'),
    ]);
  });

  it('refuses what cannot be upgraded, and asks for what it needs', async () => {
    const from = await folders.add(v1);
    const to = await folders.add({
      ...v3,
      parameters: { region: { type: 'string', title: 'Region', enum: ['a'] } },
      required: ['region'],
    });
    const { answers, tree } = await create(from, { name: 'orders' });
    const plan = (given?: Record<string, string>, newer = to, older = from) =>
      planUpgrade({
        from: older,
        to: newer,
        answers,
        given,
        repository: tree,
        commit: 'c0ffee',
        integrations,
      });
    await expect(plan()).rejects.toThrow(
      'The new version asks for Region, which has no default.',
    );
    await expect(plan({ region: 'b' })).rejects.toThrow(
      /^Region \(region\) the answer must be equal to one of the allowed values/,
    );
    await expect(plan({ regoin: 'a' })).rejects.toThrow(
      /does not ask for regoin/,
    );
    await expect(plan({}, from, to)).rejects.toThrow(/is not newer than 3.0.0/);
    const { plan: planned } = await plan({ region: 'a' });
    expect(planned.to).toBe('3.0.0');

    const escaping = await folders.add({
      ...v3,
      version: '4.0.0',
      skeleton: {
        '${{ values.name }}.txt': '',
        'catalog-info.yaml': descriptor,
      },
    });
    await expect(
      planUpgrade({
        from,
        to: escaping,
        answers: { ...answers, parameters: { name: '../../outside' } },
        repository: tree,
        commit: 'c0ffee',
        integrations,
      }),
    ).rejects.toThrow(/4.0.0 cannot be rendered: .*(path|outside)/i);
  });

  it('takes quotes, newlines and template syntax in answers as data', async () => {
    const from = await folders.add(v1);
    const to = await folders.add(v3);
    const name = `a "b" 'c'\n$(touch x) \`y\` \${{ 1 + 1 }} {% if %}`;
    const { answers, tree } = await create(from, { name });
    const { plan, tree: after } = await planUpgrade({
      from,
      to,
      answers,
      repository: withAnswers(tree, answers),
      commit: 'c0ffee',
      integrations,
    });
    const texts = textsOf(after);
    expect(texts['README.md']).toBe(`# ${name}\n\nRuns in NORTH.\n`);
    expect(parse(texts['catalog-info.yaml']).metadata.name).toBe(name);
    expect(parseAnswers(texts[ANSWERS_PATH]).parameters.name).toBe(name);
    expect(plan.conflicts).toEqual([]);
    expect(plan.notes).toEqual([]);
  });
});
