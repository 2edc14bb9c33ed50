import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  parseSurveyPlan,
  type Survey,
  surveyOf,
  type SurveyPlan,
} from '@waymark-idp/plugin-surveys-common';

/** A survey from a file, with the text of it. */
export interface LoadedSurvey {
  survey: Survey;
  yaml: string;
}

/**
 * Reads the survey definitions of the configured folders, by id. A definition
 * that is wrong is left out, and the log says file and line; the others still
 * work. A folder that is not there is an error.
 */
export async function loadSurveys(options: {
  config: RootConfigService;
  logger: LoggerService;
}): Promise<Map<string, LoadedSurvey>> {
  const { config, logger } = options;
  const folders =
    config
      .getOptionalConfigArray('surveys.definitions')
      ?.map(item => path.resolve(item.getString('path'))) ?? [];
  const files = (await Promise.all(folders.map(yamlFilesIn))).flat();

  const surveys = new Map<string, LoadedSurvey>();
  for (const file of files) {
    const yaml = await readFile(file, 'utf8');
    const parsed = parseSurveyPlan(yaml);
    if ('problems' in parsed) {
      for (const { line, message } of parsed.problems) {
        logger.error(`Survey left out: ${file}:${line}: ${message}`);
      }
    } else if (surveys.has(parsed.plan.id)) {
      logger.error(
        `Survey left out: ${file}: another file defines "${parsed.plan.id}" too`,
      );
    } else {
      const survey = toSurvey(parsed.plan, 'file');
      surveys.set(survey.id, { survey, yaml });
    }
  }
  return surveys;
}

/** A survey as it is asked. */
export function toSurvey(plan: SurveyPlan, source: Survey['source']): Survey {
  return surveyOf(plan, source, text =>
    createHash('sha256').update(text).digest('hex'),
  );
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
