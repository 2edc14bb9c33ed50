import { mockServices } from '@backstage/backend-test-utils';
import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import {
  evaluate,
  loadStandards,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import {
  createSnapshotFromFiles,
  RepositoryUnavailableError,
} from '@waymark-idp/plugin-repositories-node';
import { setTimeout } from 'timers/promises';
import { readOutcomes } from '../../database/packedOutcomes';
import { tallyOutcomes } from '../tallyOutcomes';
import { ThreadEndedError, ThreadLimits } from './EvaluationThread';
import { EvaluationThreads } from './EvaluationThreads';
import { Examination, Examined } from './Examination';

jest.setTimeout(60_000);

const ENDLESS =
  'files.all(a, files.all(b, files.all(c, a != "" && b + c != "")))';
const MANY = Object.fromEntries(
  Array.from({ length: 2000 }, (_, i) => [`f${i}`, '']),
);
const now = new Date('2026-05-01T10:00:00Z');
const at = now.toISOString();
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations: { 'a/b': 'ü\u2028"' } },
  spec: { type: 'service' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};

/** A standard with a check for each condition. */
function standard(...conditions: string[]): StandardFile[] {
  const checks = conditions.map(
    (pass, i) =>
      `    - { id: c${i}, title: C, level: bronze, weight: 1, why: W., fix: F., pass: '${pass}' }`,
  );
  const content = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: some, title: Some, description: Some checks. }
spec:
  owner: group:default/platform
  checks:
${checks.join('\n')}
`;
  return [{ path: 'some.yaml', content }];
}

function examination(
  files: Record<string, string>,
  more: Partial<Examination> = {},
): Examination {
  return {
    entity,
    repository: createSnapshotFromFiles({ files, commit: 'abc' }),
    inputs: { facts: [], waivers: [] },
    now,
    at,
    commitDependent: false,
    declaring: false,
    ...more,
  };
}

describe('EvaluationThreads', () => {
  const started: EvaluationThreads[] = [];
  const start = (limits?: ThreadLimits) => {
    const logger = mockServices.logger.mock();
    const threads = EvaluationThreads.create({ logger, limits });
    started.push(threads);
    return { threads, logger };
  };

  afterAll(() => Promise.all(started.map(threads => threads.stop())));

  it('comes to what evaluating it here comes to', async () => {
    const { threads } = start();
    const files = standard(
      'json("package.json").private && entity.metadata.annotations["a/b"].size() == 3 && lines("README.md", "ü").size() > 0',
    );
    const { standards } = loadStandards(files);
    const unreadable = new RepositoryUnavailableError('not-found', 'Not there');
    const cases = [
      examination({ 'package.json': '{"private": true}', 'README.md': 'ü' }),
      examination({ 'package.json': '{"private": 1}', 'src/ü b.ts': '' }),
      examination({ 'package.json': '{', 'README.md': '\u0000' }),
      examination({}, { repository: unreadable }),
    ];
    const answers = await Promise.all(
      cases.map(asked => threads.examine(asked, files)),
    );
    for (const [i, { evaluated }] of answers.entries()) {
      const { entity: of, repository, inputs } = cases[i];
      expect(evaluated).toMatchObject(
        tallyOutcomes(
          evaluate({ standards, entity: of, repository, inputs, now }),
          { standards, at },
        ),
      );
    }
    expect(answers.map(({ treeDigest }) => typeof treeDigest)).toEqual([
      'string',
      'string',
      'string',
      'undefined',
    ]);

    const { treeDigest } = answers[0];
    expect(
      await threads.examine({ ...cases[0], known: treeDigest }, files),
    ).toEqual({ treeDigest });
    const declared = await threads.examine(
      { ...cases[0], declaring: true },
      files,
    );
    expect(declared.evaluated?.declarations?.dependencies).toEqual([]);
    expect(declared.evaluated?.declarationsDigest).toMatch(/./);
  });

  it('evaluates each by the standards that it was given', async () => {
    const { threads } = start();
    const sets = ['a', 'b', 'c', 'd', 'e'].map(name =>
      standard(`exists("${name}")`),
    );
    const asked = [...sets, ...sets].map((files, i) =>
      threads
        .examine(examination({ a: 'x', b: 'x' }), files)
        .then(({ evaluated }) => [i, evaluated?.checks.passed.length]),
    );
    expect(await Promise.all(asked)).toEqual(
      [1, 1, 0, 0, 0, 1, 1, 0, 0, 0].map((passed, i) => [i, passed]),
    );
  });

  it('evaluates each with the graph that it was given', async () => {
    const { threads } = start();
    const files = standard('graph.cycles().size() == 0');
    const { standards } = loadStandards(files);
    const node = (name: string, ...calls: string[]): GraphNode => ({
      ref: `component:default/${name}`,
      declarations: {
        dependencies: calls.map(callee => ({
          name: callee,
          ref: `component:default/${callee}`,
          synchronous: true,
        })),
        relatesTo: [],
        provides: [],
        claims: [],
      },
    });
    const [self, calm, back] = [
      node('orders', 'payments'),
      node('payments'),
      node('payments', 'orders'),
    ];
    const others = ['a', 'b', 'c', 'd'].map(name => node(name));
    const graphs = [
      [self, calm],
      [self, back],
      ...others.map(other => [other, self, calm]),
      [self, back, ...others],
      [self],
    ];
    const resilience = `apiVersion: waymark.internal/v1
kind: Resilience
dependencies:
  - { name: payments, ref: 'component:default/payments', timeout: 1s, retries: 0, fallback: none, whenDown: Nothing. }
`;
    const cases = [...graphs, ...graphs].map(nodes =>
      examination(
        { 'resilience.yaml': resilience },
        { inputs: { graph: { self: self.ref, nodes } } },
      ),
    );
    const here = cases.map(
      ({ repository, inputs }) =>
        evaluate({ standards, entity, repository, inputs, now }).outcomes[0]
          .state,
    );
    expect(new Set(here)).toEqual(new Set(['passed', 'failed']));
    const there = await Promise.all(
      cases.map(async asked => {
        const { evaluated } = await threads.examine(asked, files);
        return readOutcomes(evaluated!.outcomes)[0].state;
      }),
    );
    expect(there).toEqual(here);
  });

  it('leaves the process free while a check does not end', async () => {
    const { threads } = start();
    const endless = standard(ENDLESS);
    await threads.examine(examination({ a: '' }), endless);
    const order: string[] = [];
    const stopped = threads
      .examine(examination(MANY), endless)
      .then(examined => {
        order.push('stopped');
        return examined;
      });
    await setTimeout(200).then(() => order.push('somebody else'));
    expect((await stopped).evaluated?.outcomes).toContain(
      'longer than 1000 ms',
    );
    expect(order).toEqual(['somebody else', 'stopped']);
  });

  it.each([
    [
      'takes all the memory',
      ['files.map(a, files.map(b, text("large").split(""))).size() > 0'],
      { megabytes: 64, silenceMs: 30_000 },
      'evaluating it took more than 64 MB of memory',
    ],
    [
      'says nothing for too long',
      Array(8).fill(ENDLESS),
      { megabytes: 512, silenceMs: 3000 },
      'evaluating it took longer than 3 s',
    ],
  ])(
    'lets one that %s harm no other',
    async (_, conditions, limits, message) => {
      const { threads, logger } = start(limits);
      const files = standard(...conditions);
      const bomb = examination({
        ...MANY,
        large: 'x'.repeat(200_000),
      });
      const small = () => threads.examine(examination({ large: '' }), files);
      const answers = await Promise.allSettled([
        small(),
        threads.examine(bomb, files),
        small(),
        small(),
      ]);
      const [killer] = answers.splice(1, 1) as PromiseRejectedResult[];
      expect(killer.reason).toBeInstanceOf(ThreadEndedError);
      expect(killer.reason.message).toBe(message);
      const values = answers.map(
        answer => (answer as PromiseFulfilledResult<Examined>).value,
      );
      for (const { evaluated } of [...values, await small()]) {
        expect(evaluated?.score).toBe(100);
      }
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('A thread ended that was evaluating orders'),
      );
    },
  );

  it('blames no component for a thread that is stopped', async () => {
    const { threads } = start();
    const files = standard(ENDLESS);
    const asked = threads.examine(examination(MANY), files);
    await setTimeout(200);
    await threads.stop();
    await expect(asked).rejects.toThrow(
      'The thread that evaluates was stopped',
    );
    await expect(asked).rejects.not.toBeInstanceOf(ThreadEndedError);
  });

  it('tells what broke, of that component alone', async () => {
    const { threads } = start();
    const files = standard('exists("a")');
    const broken = examination({ a: 'x' }, { entity: undefined as any });
    const circular: any = { ...entity };
    circular.spec = { circular };
    const answers = await Promise.allSettled([
      threads.examine(examination({ a: 'x' }), files),
      threads.examine(broken, files),
      threads.examine(examination({ a: 'x' }, { entity: circular }), files),
      threads.examine(examination({}), files),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
  });
});
