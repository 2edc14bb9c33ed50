import {
  adoptableTemplates,
  basicStandard,
  stockFiles,
} from '../__testUtils__/adoptableTemplates';
import { AdoptionBench } from '../__testUtils__/AdoptionBench';

jest.setTimeout(60_000);

describe('golden-path:adopt in a repository of several components', () => {
  let bench: AdoptionBench;

  beforeAll(async () => {
    bench = await AdoptionBench.start();
    bench.plugins.versions.push(...adoptableTemplates);
    bench.plugins.standard = basicStandard;
    bench.entities = [adoptableTemplates[0].template];
    bench.groups = ['group:default/logistics'];
  });

  afterAll(() => bench.close());

  it('changes the folder of the one that was chosen, and proposes each by itself', async () => {
    const inFolder = (folder: string) =>
      Object.entries(stockFiles).map(([file, text]) => [
        `${folder}/${file}`,
        text.replace('@sample/stock', folder.split('/')[1]),
      ]);
    const clone = await bench.host.pushed(
      'warehouse',
      Object.fromEntries([
        ...inFolder('services/counting'),
        ...inFolder('services/packing'),
        ['README.md', '# All of it\n'],
      ]),
    );
    const adopt = (folder: string) =>
      bench.run({
        repository: `${bench.address(
          'warehouse',
        )}/src/branch/main/services/${folder}`,
        owner: 'group:default/logistics',
        fixes: true,
      });
    const output = await adopt('counting');
    expect(output).toMatchObject({
      entityRef: 'component:default/counting',
      version: '1.0.0',
      catalogInfoUrl: `${bench.address(
        'warehouse',
      )}/src/branch/main/services/counting/catalog-info.yaml`,
    });
    const { diff, show } = await bench.proposed(
      clone,
      'warehouse',
      output.number,
    );
    expect(
      [...diff.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(match => match[1]),
    ).toEqual(
      output.changed.map((file: string) => `services/counting/${file}`),
    );
    expect(await show('services/counting/catalog-info.yaml')).toContain(
      'name: counting',
    );
    const other = await adopt('packing');
    expect(other.number).not.toBe(output.number);
    expect(await bench.pulls('warehouse')).toHaveLength(2);
  });
});
