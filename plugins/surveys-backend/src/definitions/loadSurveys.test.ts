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
    return { logger, surveys: loadSurveys({ config, logger }) };
  };

  it('reads the survey that ships', async () => {
    const { surveys, logger } = load(
      path.resolve(__dirname, '../../../../surveys'),
    );
    const [survey] = await surveys;
    expect(survey).toMatchObject({
      id: 'platform-experience',
      mode: 'anonymous',
    });
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
