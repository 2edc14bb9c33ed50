import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { parse } from 'yaml';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import {
  somePeople,
  startAsking,
  surveyYaml,
} from '../__testUtils__/startAsking';
import { startSurveys } from '../__testUtils__/startSurveys';
import { ResponseService } from './ResponseService';

jest.setTimeout(60_000);

const sizes = { alpha: 6, beta: 6 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';

describe('what must not go wrong', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('a raw answer is in no reply of the API, whoever asks and when', async () => {
    const knex = await databases.init('POSTGRES_18');
    const portal = await startSurveys({ knex, sizes });
    try {
      const said = (at: number) => `secret-${at}-said`;
      const open: string[] = [];
      for (const mode of ['anonymous', 'confidential']) {
        const id = await portal.createWave({ mode });
        await portal.as(admin).post(`/waves/${id}/open`).expect(200);
        // Fewer comments than are ever shown.
        for (const [at, person] of people.slice(0, 9).entries()) {
          await portal
            .as(person)
            .post(`/waves/${id}/responses`, {
              answers: { easy: 1 + (at % 5), more: said(at) },
            })
            .expect(201);
        }
        open.push(id);
      }
      const gets = pathsOfGets();
      const walk = async () => {
        let read = 0;
        for (const path of gets.flatMap(each =>
          each.includes('{waveId}')
            ? open.map(id => each.replace('{waveId}', id))
            : [each.replace('{surveyId}', 'short')],
        )) {
          for (const token of [
            mockCredentials.user.header(admin),
            // Somebody who was asked, and has not answered.
            mockCredentials.user.header(people[11]),
            mockCredentials.service.header({
              ...{ onBehalfOf: mockCredentials.service('plugin:other') },
              targetPluginId: 'surveys',
            }),
          ]) {
            const { status, text } = await request(portal.server)
              .get(`/api/surveys${path}`)
              .set('Authorization', token);
            expect(`${path} ${text}`).not.toMatch(/secret-\d-said/);
            if (status === 200) read += 1;
          }
        }
        return read;
      };
      expect(await walk()).toBeGreaterThan(15);
      for (const id of open) {
        await portal.as(admin).post(`/waves/${id}/close`).expect(200);
        // Breakdowns are a fixed menu: nobody asks for one of their own.
        await portal
          .as(admin)
          .get(`/waves/${id}/results?team=alpha&tenure=new`)
          .expect(400);
      }
      expect(await walk()).toBeGreaterThan(20);
      for (const action of ['list-open-surveys', 'list-promises']) {
        const { output } = await portal.actionsRegistry.invoke({
          id: `test:${action}`,
          input: {},
          credentials: mockCredentials.user(admin) as any,
        });
        expect(JSON.stringify(output)).not.toMatch(/secret-\d-said/);
      }
      // Nor is any in what is announced, audited or logged.
      for (const { mock } of [
        ...[portal.send, portal.publish, portal.createEvent],
        ...Object.values(portal.logger).filter(jest.isMockFunction),
      ] as jest.Mock[]) {
        // Of a request, the audit trail takes method and path.
        const told = JSON.stringify(mock.calls, (key, value) =>
          key === 'request' ? value.originalUrl : value,
        );
        expect(told).not.toMatch(/secret-\d-said/);
      }
    } finally {
      await portal.stop();
    }
  });

  it('a reply that is lost after the commit makes no second answer', async () => {
    const knex = await databases.init('POSTGRES_18');
    const asked = await startAsking({
      ...{ knex, people: somePeople(10) },
      surveys: [surveyYaml('wave')],
    });
    const { id } = await asked.openWave('wave', 7);
    const [{ userRef }] = asked.people;
    // The transaction is committed, and the connection dies before it says so.
    const losing = new Proxy(asked.stores.knex, {
      get: (target, key) =>
        key === 'transaction'
          ? async (work: (trx: Knex.Transaction) => Promise<unknown>) => {
              await target.transaction(work);
              throw new Error('Connection terminated unexpectedly');
            }
          : Reflect.get(target, key),
    });
    const unlucky = ResponseService.create({
      ...asked,
      stores: { ...asked.stores, knex: losing },
    });
    await expect(unlucky.submit(id, userRef, { good: 4 })).rejects.toThrow(
      /Sending twice counts once/,
    );
    expect(await asked.responses.submit(id, userRef, { good: 1 })).toEqual({
      status: 'already-answered',
    });
    const stored = await knex('responses').where({ wave_id: id });
    expect(stored.map(({ answers }) => answers)).toEqual([{ good: 4 }]);
  });

  it('teams that change while a wave is open change nothing of it', async () => {
    const knex = await databases.init('POSTGRES_18');
    const asked = await startAsking({
      ...{ knex, people: somePeople(15) },
      surveys: [surveyYaml('wave')],
    });
    const { responses, closer, stores, people: organisation } = asked;
    const { id } = await asked.openWave('wave', 7);
    const before = [...organisation];
    // Everyone goes to the first team, one leaves, and one is new.
    organisation.splice(
      0,
      organisation.length,
      ...before.slice(1).map(person => ({ ...person, team: before[0].team })),
      { userRef: 'user:default/new', team: before[0].team },
    );
    for (const [at, { userRef }] of before.entries()) {
      await responses.submit(id, userRef, { good: 1 + (at % 5) });
    }
    await expect(
      responses.submit(id, 'user:default/new', { good: 1 }),
    ).rejects.toThrow(/fixed when it opened/);
    await closer.close(id);
    const results = (await stores.results.get(id))!;
    expect(results.participation).toMatchObject({ invited: 15, answered: 15 });
    expect(
      results.groups.map(({ title, invited, answered }) => [
        ...[title, invited, answered],
      ]),
    ).toEqual([
      ['t0', 5, 5],
      ['t1', 5, 5],
      ['t2', 5, 5],
    ]);
  });
});

function pathsOfGets(): string[] {
  const file = resolvePackagePath(
    '@waymark-idp/plugin-surveys-backend',
    'src/schema/openapi.yaml',
  );
  const { paths } = parse(readFileSync(file, 'utf8'));
  return Object.keys(paths).filter(
    // One promise, of which there are none here.
    path => paths[path].get && !path.includes('{promiseId}'),
  );
}
