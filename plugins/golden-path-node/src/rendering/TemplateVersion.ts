import { InputError } from '@backstage/errors';
import {
  templateEntityV1beta3Validator,
  TemplateEntityV1beta3,
  TemplateEntityStepV1beta3,
} from '@backstage/plugin-scaffolder-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { TEMPLATE_VERSION_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import semver from 'semver';
import { parse } from 'yaml';

/** One version of a template, as files in a folder. @public */
export interface TemplateVersion {
  /** E.g. `template:default/typescript-service`. */
  ref: string;
  /** Semantic. */
  version: string;
  /** The folder with `template.yaml`; nothing outside it is read. */
  folder: string;
  template: TemplateEntityV1beta3;
}

/**
 * Reads a version of a template from a folder.
 *
 * @param folder - with `template.yaml` and what it renders
 * @throws `InputError` that says what the template lacks to be upgraded
 * @public
 */
export async function readTemplateVersion(
  folder: string,
): Promise<TemplateVersion> {
  const text = await fs
    .readFile(path.join(folder, 'template.yaml'), 'utf8')
    .catch(() => {
      throw new InputError('The folder of the template has no template.yaml.');
    });
  return { ...(await parseTemplate(text)), folder };
}

/**
 * Reads which version of which template a `template.yaml` is.
 *
 * @throws `InputError` that says what the template lacks to be upgraded
 * @public
 */
export async function parseTemplate(
  text: string,
): Promise<Omit<TemplateVersion, 'folder'>> {
  const template = parse(text) as TemplateEntityV1beta3;
  if (!(await templateEntityV1beta3Validator.check(template))) {
    throw new InputError(
      'template.yaml is not a template of apiVersion scaffolder.backstage.io/v1beta3.',
    );
  }
  const ref = stringifyEntityRef(template);
  const version = template.metadata.annotations?.[TEMPLATE_VERSION_ANNOTATION];
  if (!version || !semver.valid(version)) {
    throw new InputError(
      `${ref} has ${
        version ? `the version ${JSON.stringify(version)}` : 'no version'
      }: set the annotation ${TEMPLATE_VERSION_ANNOTATION} to a semantic version such as 1.0.0.`,
    );
  }
  return { ref, version, template };
}

/**
 * The one step that renders the contents of a repository.
 *
 * @throws `InputError` where there is none, or more than one
 */
export function contentStepOf(
  template: TemplateEntityV1beta3,
): TemplateEntityStepV1beta3 & { input: JsonObject & { url: string } } {
  const steps = template.spec.steps.filter(step =>
    step.action.startsWith('fetch:'),
  );
  const [step] = steps;
  const url = step?.input?.url;
  if (
    steps.length !== 1 ||
    step.action !== 'fetch:template' ||
    typeof url !== 'string' ||
    !/^\.\//.test(url)
  ) {
    throw new InputError(
      `${stringifyEntityRef(
        template,
      )} cannot be rendered again: it needs exactly one fetch step, a fetch:template with a url below the template, such as ./skeleton.`,
    );
  }
  return step as ReturnType<typeof contentStepOf>;
}

/** What the content step of a template writes under `values`, expressions and all. @public */
export function valuesOf(version: TemplateVersion): JsonObject {
  return (contentStepOf(version.template).input.values ?? {}) as JsonObject;
}
