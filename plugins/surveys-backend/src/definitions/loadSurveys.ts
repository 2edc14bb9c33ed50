import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  parseSurveyDefinition,
  type Question,
  type QuestionDefinition,
  type Survey,
  type SurveyDefinition,
} from '@waymark-idp/plugin-surveys-common';

/**
 * Reads the survey definitions of the configured folders, sorted by title. A
 * definition that is wrong is left out, and the log says file and line; the
 * others still work. A folder that is not there is an error.
 */
export async function loadSurveys(options: {
  config: RootConfigService;
  logger: LoggerService;
}): Promise<Survey[]> {
  const { config, logger } = options;
  const folders =
    config
      .getOptionalConfigArray('surveys.definitions')
      ?.map(item => path.resolve(item.getString('path'))) ?? [];
  const files = (await Promise.all(folders.map(yamlFilesIn))).flat();

  const surveys = new Map<string, Survey>();
  for (const file of files) {
    const parsed = parseSurveyDefinition(await readFile(file, 'utf8'));
    if ('problems' in parsed) {
      for (const { line, message } of parsed.problems) {
        logger.error(`Survey left out: ${file}:${line}: ${message}`);
      }
    } else if (surveys.has(parsed.survey.id)) {
      logger.error(
        `Survey left out: ${file}: another file defines "${parsed.survey.id}" too`,
      );
    } else {
      surveys.set(parsed.survey.id, withWordingHashes(parsed.survey));
    }
  }
  return [...surveys.values()].sort((a, b) => a.title.localeCompare(b.title));
}

async function yamlFilesIn(folder: string) {
  const names = await readdir(folder).catch(error => {
    throw new Error(
      `surveys.definitions: the folder ${folder} cannot be read (${error.code})`,
    );
  });
  return names
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => path.join(folder, name));
}

function withWordingHashes(survey: SurveyDefinition): Survey {
  return { ...survey, questions: survey.questions.map(withWordingHash) };
}

function withWordingHash(question: QuestionDefinition): Question {
  const { type, text, help } = question;
  const options = 'options' in question ? question.options : undefined;
  const wording = JSON.stringify([type, text, help ?? '', options ?? []]);
  const wordingHash = createHash('sha256').update(wording).digest('hex');
  return { ...question, wordingHash };
}
