import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ADMIN, commit, git } from '@waymark-idp/git-host/testUtils';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import {
  adoptableTemplates,
  basicStandard,
  ledgerDescriptor,
  stockFiles,
} from '../__testUtils__/adoptableTemplates';
import { AdoptionBench } from '../__testUtils__/AdoptionBench';

jest.setTimeout(60_000);

describe('golden-path:adopt', () => {
  let bench: AdoptionBench;
  const run = (input: object, more?: object) => bench.run(input, more);
  const address = (name: string) => bench.address(name);

  beforeAll(async () => {
    bench = await AdoptionBench.start();
    bench.plugins.versions.push(...adoptableTemplates);
  });

  beforeEach(() => {
    bench.plugins.standard = basicStandard;
    bench.entities = adoptableTemplates
      .map(({ template }) => template)
      .filter(({ metadata: { name } }, index, all) =>
        all.slice(0, index).every(other => other.metadata.name !== name),
      );
    bench.policy = AuthorizeResult.ALLOW;
    bench.groups = ['group:default/logistics'];
  });

  afterAll(() => bench.close());

  it('proposes descriptor, answers of the nearest version and fixes to what the catalog does not have', async () => {
    const clone = await bench.host.pushed('stock', stockFiles);
    const input = {
      repository: address('stock'),
      owner: 'group:default/logistics',
      fixes: true,
    };
    const output = await run(input);
    expect(output).toEqual({
      url: `${address('stock')}/pulls/1`,
      number: 1,
      entityRef: 'component:default/stock',
      inCatalog: false,
      catalogInfoUrl: `${address('stock')}/src/branch/main/catalog-info.yaml`,
      templateRef: 'template:default/service',
      version: '1.0.0',
      share: expect.any(Number),
      changed: ['.waymark/answers.yaml', 'CODEOWNERS', 'catalog-info.yaml'],
    });
    expect(output.share).toBeGreaterThan(0.9);
    expect(output.share).toBeLessThan(1);

    const { text, author, removed, show } = await bench.proposed(
      clone,
      'stock',
      1,
    );
    expect(author).toBe('Ada L');
    expect(removed).toEqual([]);
    const answers = parseAnswers(await show('.waymark/answers.yaml'));
    expect(answers).toEqual({
      templateRef: 'template:default/service',
      templateVersion: '1.0.0',
      digest: expect.stringMatching(/^sha256:/),
      parameters: {
        name: 'stock',
        description: 'Counts what is in the warehouses.',
        owner: 'group:default/logistics',
        port: 8080,
      },
      values: {
        name: 'stock',
        description: 'Counts what is in the warehouses.',
        owner: 'group:default/logistics',
        port: 8080,
      },
      withheld: ['values.apiKey'],
    });
    expect(await show('catalog-info.yaml'))
      .toBe(`# What the catalog knows about this repository.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: stock
  description: Counts what is in the warehouses.
  annotations:
    backstage.io/source-template: template:default/service
    backstage.io/template-version: 1.0.0
spec:
  type: service
  lifecycle: production
  owner: group:default/logistics
  scaffoldedFrom: template:default/service`);
    expect(await show('CODEOWNERS')).toBe('* @sample/group:default/logistics');
    expect(text).toContain('`template:default/service` 1.0.0 is');
    expect(text).toContain('2 files are the same here, 1 is different');
    expect(text).toContain('the score begins at 50');
    expect(text).toContain('- Somebody looks at changes: `CODEOWNERS`');
    expect(text).toContain('stay as they are: `src/server.ts`.');
    expect(text).toContain('hold secrets: `values.apiKey`');
    expect(text).toContain(
      'template:default/regional 1.0.0 asks for The region, which the repository does not say.',
    );
    expect(`${text}${JSON.stringify(answers)}`).not.toContain('hunter2');
    expect(text).not.toContain('old-service');
    expect(bench.log).toContainEqual(
      expect.stringMatching(
        /service 1\.0\.0 \(\d+ %\), template:default\/service 2\.0\.0/,
      ),
    );
    // It was asked on behalf of who adopts.
    expect(
      bench.plugins.authorizations.filter(
        header => !/^Bearer .*user:default\/ada/.test(header ?? ''),
      ),
    ).toEqual([]);

    // Once more, without fixes, is the same proposal.
    const again = await run({ ...input, fixes: false });
    expect(again.url).toBe(output.url);
    expect((await bench.proposed(clone, 'stock', 1)).diff).not.toContain(
      'CODEOWNERS',
    );
  });

  it('merges what is missing into the descriptor that is there, and takes the template that was chosen', async () => {
    const clone = await bench.host.pushed('ledger', {
      ...stockFiles,
      'catalog-info.yaml': ledgerDescriptor,
      'mkdocs.yml': 'site_name: Ledger\n',
      LICENSE: 'MIT\n',
    });
    bench.register('ledger', 'group:default/payments');
    const output = await run({
      repository: 'component:default/ledger',
      template: 'template:default/service',
      fixes: true,
    });
    expect(output).toMatchObject({ inCatalog: true, version: '1.0.0' });
    const { text, removed, show } = await bench.proposed(
      clone,
      'ledger',
      output.number,
    );
    expect(await show('catalog-info.yaml')).toBe(
      ledgerDescriptor
        .replace(
          `    example.com/kept: 'yes'\n`,
          `    example.com/kept: 'yes'
    backstage.io/source-template: template:default/service
    backstage.io/template-version: 1.0.0
    backstage.io/techdocs-ref: dir:.
`,
        )
        .replace(
          'owner: payments\n---',
          'owner: payments\n  scaffoldedFrom: template:default/service\n---',
        )
        .trimEnd(),
    );
    expect(removed).toEqual([]);
    expect(text).toContain('goes from 50 to 100');

    await expect(
      run({ repository: 'ledger', owner: 'group:default/logistics' }),
    ).rejects.toThrow(
      'component:default/ledger belongs to group:default/payments, and not to group:default/logistics.',
    );
    // Those who do not own it may not, whatever they call it.
    bench.policy = AuthorizeResult.DENY;
    for (const repository of ['component:ledger', address('ledger')]) {
      await expect(run({ repository })).rejects.toThrow(
        'it takes the permission golden-path.upgrade.create',
      );
    }
  });

  it('records no template where none is near, and says why there are no fixes', async () => {
    const clone = await bench.host.pushed('scripts', { 'run.sh': 'exit\n' });
    bench.plugins.standard = undefined;
    const output = await run({
      repository: `${address('scripts')}.git`,
      owner: 'logistics',
      fixes: true,
    });
    expect(output.changed).toEqual(['catalog-info.yaml']);
    expect(output).not.toHaveProperty('templateRef');
    const { text } = await bench.proposed(clone, 'scripts', output.number);
    expect(text).toMatch(/is 0 % near, and 10 % is the least/);
    expect(text).toMatch(/What could be fixed could not be worked out: .*404/);
  });

  it('looks at templates of the type of the component only, and at its own first', async () => {
    const library = ledgerDescriptor.replace('type: service', 'type: library');
    await bench.host.pushed('money', {
      ...stockFiles,
      'catalog-info.yaml': library.replace(/ledger/g, 'money'),
    });
    bench.groups = ['group:default/payments'];
    await expect(run({ repository: address('money') })).resolves.toMatchObject({
      templateRef: 'template:default/library',
      changed: [
        '.waymark/answers.yaml',
        '.waymark/ignore',
        'catalog-info.yaml',
      ],
    });
    await bench.host.pushed('wages', {
      ...stockFiles,
      'catalog-info.yaml': library
        .replace(/ledger/g, 'wages')
        .replace(
          'example.com/kept',
          'backstage.io/source-template: template:default/service\n    example.com/kept',
        ),
    });
    await expect(run({ repository: address('wages') })).resolves.toMatchObject({
      templateRef: 'template:default/service',
      version: '1.0.0',
    });
    await bench.host.pushed('rates', stockFiles);
    await expect(
      run({
        repository: address('rates'),
        owner: 'payments',
        name: 'rates',
        template: 'regional',
        parameters: { region: 'north' },
      }),
    ).resolves.toMatchObject({ templateRef: 'template:default/regional' });
  });

  it('says what is wrong, and proposes nothing', async () => {
    const push = async (name: string, files: Record<string, string>) => {
      await bench.host.pushed(name, files);
      return { repository: address(name), owner: 'group:default/logistics' };
    };
    const adopted = await push('adopted', {
      '.waymark/answers.yaml': 'broken: [',
    });
    const broken = await push('broken', { 'catalog-info.yaml': 'a: [\n' });
    const several = await push('several', {
      'catalog-info.yaml': `${ledgerDescriptor}---\n${ledgerDescriptor.replace(
        /ledger/g,
        'ledger-2',
      )}`,
    });
    const other = await push('other', stockFiles);
    const named = await push('named', { 'package.json': '{"name":"1-2"}' });
    await bench.host.api('POST', '/orgs/sample/repos', {
      as: ADMIN,
      body: { name: 'nothing' },
    });
    bench.register('stock', 'group:default/logistics').metadata.annotations![
      'backstage.io/source-location'
    ] = `url:${address('elsewhere')}/src/branch/main/`;
    bench.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'placeless', namespace: 'default' },
    });
    for (const [input, message] of [
      [
        adopted,
        /on the golden path already: there is a .waymark\/answers.yaml/,
      ],
      [broken, /catalog-info.yaml:\d+ is not YAML: .* Repair it first/],
      [several, /several components: .*ledger-2\. Choose one of them/],
      [other, /has component:default\/stock already, from another place/],
      [named, /cannot be called "1-2": .* Choose another name/],
      [{ ...other, name: 'other', owner: '' }, /Nothing says which team/],
      [
        { ...other, name: 'other', owner: 'payments' },
        /would belong to group:default\/payments, and you do not/,
      ],
      [
        { ...other, name: 'other', template: 'library-2' },
        /no library-2 in the catalog/,
      ],
      [
        { ...other, name: 'other', template: 'old-service' },
        /deprecated .*Use template:default\/service instead/,
      ],
      [
        { ...other, name: 'other', template: 'regional' },
        /asks for The region, which the repository does not say/,
      ],
      [{ repository: address('gone') }, /no repository sample\/gone on/],
      [
        { repository: address('nothing') },
        /There is nothing at .*: the repository is gone, or empty/,
      ],
      [{ repository: 'component:default/none' }, /no component:default\/none/],
      [{ repository: 'placeless' }, /knows no repository of component/],
      [{ repository: 'https://evil.example/a/b' }, /not a git host/],
      [{ repository: 'api:default/x' }, /neither a component/],
      [{ repository: `${bench.host.url}/sample` }, /host\/OWNER\/NAME/],
    ] as const) {
      await expect(run(input)).rejects.toThrow(message);
    }
    expect(await bench.pulls('other')).toEqual([]);
    expect(await bench.pulls('adopted')).toEqual([]);
  });

  it('notices that the repository changed while it was read, and reads nothing in a dry run', async () => {
    const clone = await bench.host.pushed('busy', stockFiles);
    const before = bench.plugins.authorizations.length;
    const input = {
      repository: address('busy'),
      owner: 'logistics',
      name: 'busy',
    };
    await expect(run(input, { isDryRun: true })).resolves.toMatchObject({
      changed: [],
    });
    expect(bench.plugins.authorizations).toHaveLength(before);

    bench.plugins.beforeAnswer = async () => {
      bench.plugins.beforeAnswer = async () => {};
      await commit(clone, 'More', { 'more.txt': 'more\n' });
      await git(
        clone,
        ...['push', '--quiet', bench.host.remote('busy', ADMIN), 'HEAD:main'],
      );
    };
    await expect(run(input)).rejects.toThrow(/changed while it was read/);
    expect(await bench.pulls('busy')).toEqual([]);
  });
});
