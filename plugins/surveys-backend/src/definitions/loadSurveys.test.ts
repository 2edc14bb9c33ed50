import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { loadSurveys } from './loadSurveys';

const definition = (name: string, text: string) => `
apiVersion: waymark.internal/v1
kind: Survey
metadata: { name: ${name}, title: ${name}, description: Test }
spec:
  mode: anonymous
  questions:
    - { id: easy, type: agreement, text: ${text} }
`;

describe('loadSurveys', () => {
  const folder = createMockDirectory();
  const load = (...paths: string[]) => {
    const logger = mockServices.logger.mock();
    const config = mockServices.rootConfig({
      data: { surveys: { definitions: paths.map(item => ({ path: item })) } },
    });
    const surveys = loadSurveys({ config, logger }).then(loaded =>
      [...loaded.values()].map(({ survey }) => survey),
    );
    return { logger, surveys };
  };

  it('reads the surveys that ship', async () => {
    const { surveys, logger } = load(
      path.resolve(__dirname, '../../../../surveys'),
    );
    const all = await surveys;
    expect(
      all.map(({ id, mode, prompt }) => [id, prompt ?? mode]).sort(),
    ).toEqual([
      ['after-creating-a-service', 'service-created'],
      ['after-fixing-a-check', 'check-fixed'],
      ['after-upgrading', 'upgrade-merged'],
      ['developer-experience', 'anonymous'],
      ['likelihood-to-recommend', 'anonymous'],
      ['onboarding', 'confidential'],
      ['platform-experience', 'anonymous'],
      ['usability', 'anonymous'],
    ]);
    const survey = all.find(({ id }) => id === 'platform-experience')!;
    expect(survey.questions.map(question => question.type)).toEqual([
      ...Array(7).fill('agreement'),
      'likelihood',
      'text',
    ]);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('leaves out what is wrong, says where, and keeps the rest', async () => {
    folder.setContent({
      'a.yaml': definition('a', 'First?'),
      'broken.yaml': definition('b', 'x').replace('agreement', 'mood'),
      'twice.yml': definition('a', 'Again?'),
      'notes.txt': 'not a survey',
    });
    const { surveys, logger } = load(folder.path);
    expect((await surveys).map(survey => survey.questions[0].text)).toEqual([
      'First?',
    ]);
    expect(logger.error).toHaveBeenCalledTimes(2);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/broken\.yaml:8: spec\.questions\.0\.type/),
    );
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/twice\.yml: another file defines "a" too/),
    );
    await expect(load('/nowhere-at-all').surveys).rejects.toThrow(
      /the folder \/nowhere-at-all cannot be read \(ENOENT\)/,
    );
    await expect(load().surveys).resolves.toEqual([]);
  });

  it('gives each wording a hash of its own', async () => {
    folder.setContent({
      'a.yaml': definition('a', 'First?'),
      'b.yaml': definition('b', 'First?'),
      'c.yaml': definition('c', 'Second?'),
    });
    const hashes = (await load(folder.path).surveys).map(
      survey => survey.questions[0].wordingHash,
    );
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});
