import { Entity } from '@backstage/catalog-model';
import { RepositoryUnavailableError } from '@waymark-idp/plugin-repositories-node';
import { ask, entity } from './__testUtils__/ask';

describe('evaluate', () => {
  it('explains what failed without the author doing anything', () => {
    const { by, score, level } = ask(
      {
        missing: 'exists("README.md")',
        'missing-text': 'text("README.md").contains("x")',
        'no-line': 'lines("src/a.ts", "SIGTERM").size() > 0',
        'no-line-in-many': 'lines("src/*.ts", "SIGTERM").size() > 0',
        'line-too-many': 'lines("src/*.ts", "eval").size() == 0',
        'key-missing': 'yaml("a.yaml").spec.owner == "x"',
        'value-wrong': 'yaml("a.yaml").spec.replicas >= 2',
        'json-value': 'json("a.json").scripts.test != ""',
        'one-of-many': 'yaml("a.yaml").list.all(i, has(i.name))',
        entity: 'has(entity.metadata.description)',
        second: 'exists("a.yaml") && exists("b.yaml")',
        present: { absent: 'src/a.ts' },
        worded: {
          pass: [
            { expect: 'exists("a.yaml")', otherwise: 'No a.' },
            { expect: 'exists("b.yaml")', otherwise: 'No b.' },
          ],
        },
      },
      {
        'src/a.ts': 'one\neval(x)\n',
        'src/b.ts': 'two',
        'a.yaml':
          'spec:\n  replicas: 1\nlist:\n  - name: a\n  - title: b\n  - name: c\n',
        'a.json': '{\n  "scripts": {\n    "test": ""\n  }\n}\n',
      },
    );
    expect(score).toBe(0);
    expect(level).toBe('none');
    const first = (id: string) => {
      expect(by[id].state).toBe('failed');
      return by[id].evidence[0];
    };
    expect(first('missing')).toEqual({
      file: 'README.md',
      message: 'There is no README.md, or it is empty.',
    });
    expect(first('missing-text').file).toBe('README.md');
    expect(first('no-line')).toEqual({
      file: 'src/a.ts',
      message: 'No line of src/a.ts matches `SIGTERM`.',
    });
    expect(first('no-line-in-many').message).toBe(
      'No line in the 2 files that match `src/*.ts` matches `SIGTERM`.',
    );
    expect(first('line-too-many')).toEqual({
      file: 'src/a.ts',
      line: 2,
      excerpt: 'eval(x)',
      message: 'Matches `eval`.',
    });
    expect(first('key-missing')).toMatchObject({
      file: 'a.yaml',
      line: 1,
      message: '`spec.owner` is not set.',
    });
    expect(first('value-wrong')).toMatchObject({
      file: 'a.yaml',
      line: 2,
      excerpt: 'replicas: 1',
    });
    expect(first('json-value')).toMatchObject({ file: 'a.json', line: 3 });
    expect(first('one-of-many')).toMatchObject({
      file: 'a.yaml',
      line: 5,
      message: '`list[1].name` is not set.',
    });
    expect(first('entity').message).toBe(
      '`metadata.description` of the catalog entity is not set.',
    );
    expect(first('second').file).toBe('b.yaml');
    expect(first('present').message).toBe('src/a.ts is there.');
    expect(by.worded.message).toBe('No b.');
  });

  it('tells the states apart, and scores them', () => {
    const { by, score, level } = ask(
      {
        passes: { exists: 'a.md' },
        fails: { exists: 'b.md', level: 'silver' },
        'not-asked': { exists: 'b.md', appliesTo: { 'spec.type': 'library' } },
        'not-here': {
          exists: 'b.md',
          when: 'exists("Dockerfile")',
          whenMessage: 'it has no Dockerfile',
        },
        'found-at': { matches: { path: '*.md', pattern: 'two' } },
      },
      { 'a.md': 'one\ntwo\n' },
    );
    expect(Object.values(by).map(({ state }) => state)).toEqual([
      'passed',
      'failed',
      'not-applicable',
      'not-applicable',
      'passed',
    ]);
    expect(score).toBe(66.6);
    expect(level).toBe('bronze');
    expect(by['not-here'].message).toBe('Not asked here: it has no Dockerfile');
    expect(by['found-at'].evidence).toEqual([
      { file: 'a.md', line: 2, excerpt: 'two', message: 'Matches `two`.' },
    ]);
    expect(ask({ a: { exists: 'x', when: 'false' } }, {})).not.toHaveProperty(
      'score',
    );
  });

  it('says error, never passed, when a question cannot be answered', () => {
    const files = {
      'broken.yaml': 'a: 1\nb: [\n',
      'broken.json': '{\n  "a": 1,\n}',
      'binary.yaml': new Uint8Array([0x61, 0, 1, 2]),
      'latin1.yaml': new Uint8Array([0x61, 0x3a, 0x20, 0xe9]),
      'large.txt': 'x'.repeat(1024 * 1024 + 1),
      'ok.md': 'ok',
    };
    const { by } = ask(
      {
        'broken-yaml': '!has(entity.x) || yaml("broken.yaml").a == 1',
        'broken-only': 'yaml("broken.yaml").a == 1',
        'broken-json': 'json("broken.json").a == 1',
        binary: 'yaml("binary.yaml").a == 1',
        'not-utf-8': 'yaml("latin1.yaml").a == "\uFFFD"',
        large: 'text("large.txt").contains("y")',
        'large-line': 'lines("*.txt", "y").size() == 0',
        'bad-when': { exists: 'ok.md', when: 'yaml("broken.yaml").a == 1' },
        shape: 'entity.metadata.tags == 7 || entity.metadata.name > 3',
        'after-all': { exists: 'ok.md' },
        'false-decides': 'yaml("broken.yaml").a == 1 && exists("nope")',
        'true-decides': 'yaml("broken.yaml").a == 1 || exists("ok.md")',
      },
      files,
    );
    const states = Object.fromEntries(
      Object.entries(by).map(([id, { state }]) => [id, state]),
    );
    expect(states).toEqual({
      'broken-yaml': 'passed',
      'broken-only': 'error',
      'broken-json': 'error',
      binary: 'error',
      'not-utf-8': 'passed',
      large: 'error',
      'large-line': 'error',
      'bad-when': 'error',
      shape: 'error',
      'after-all': 'passed',
      'false-decides': 'failed',
      'true-decides': 'passed',
    });
    expect(by['broken-only'].evidence[0]).toMatchObject({
      file: 'broken.yaml',
      line: 3,
    });
    expect(by['broken-json'].evidence[0]).toMatchObject({
      file: 'broken.json',
      line: 3,
    });
    expect(by.large.message).toMatch(/large\.txt has 1048577 bytes/);
  });

  it('answers what the catalog tells when the repository cannot be read', () => {
    const failure = new RepositoryUnavailableError(
      'host-failed',
      'Could not read https://host/x: 500',
    );
    const { by, score, level } = ask(
      {
        tagged: 'entity.metadata.tags.size() > 0',
        readme: { exists: 'README.md' },
        clean: { absent: '.env' },
        listed: { pass: 'files.size() >= 0', level: 'silver' },
      },
      failure,
    );
    expect(by.tagged.state).toBe('passed');
    for (const id of ['readme', 'clean', 'listed']) {
      expect(by[id]).toMatchObject({
        state: 'error',
        message: 'Could not read https://host/x: 500',
      });
    }
    expect({ score, level }).toEqual({ score: 25, level: 'none' });
  });

  it('takes nothing for granted about an empty repository or a bare entity', () => {
    const bare = { apiVersion: 'x', kind: 'Component', metadata: {} } as Entity;
    const { by } = ask(
      {
        readme: { exists: 'README.md' },
        clean: { absent: '**/.env' },
        related: 'relations.exists(r, r.type == "ownedBy")',
        typed: 'entity.spec.type == "service"',
        'all-of-none': 'glob("*.md").all(f, text(f) != "")',
        empty: 'files.size() == 0',
      },
      {},
      bare,
    );
    expect(Object.values(by).map(({ state }) => state)).toEqual([
      'failed',
      'passed',
      // Whether there are none, or nobody asked the catalog, is not the same.
      'error',
      'failed',
      'passed',
      'passed',
    ]);
    expect(by.related.message).toMatch(/^needs the portal: the relations/);
  });

  it('masks secrets and shortens what it shows', () => {
    const { by } = ask(
      {
        secret: 'lines("a.env", "PASS|LONG").size() == 0',
        'in-message': 'int(text("token.txt")) == 1',
      },
      {
        'a.env': `PASSWORD=hunter2hunter2\nLONG=${'y'.repeat(500)}\n`,
        'token.txt': `token: ${'ghp'}_${'a1B2'.repeat(9)}`,
      },
    );
    expect(by.secret.evidence[0].excerpt).toBe('PASSWORD=***');
    expect(by.secret.evidence[1].excerpt).toHaveLength(200);
    expect(JSON.stringify(by)).not.toContain('a1B2');
    // Frozen input stays as it is, and works.
    const frozen = Object.freeze({
      ...entity,
      metadata: Object.freeze({ ...entity.metadata }),
    });
    expect(
      ask({ a: 'entity.metadata.name == "orders"' }, {}, frozen).by.a.state,
    ).toBe('passed');
  });
});
