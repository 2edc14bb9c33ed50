import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import semver from 'semver';
import { RecordedAnswers, withholdSecrets } from '../answers';
import {
  RenderedVersion,
  renderVersion,
  resolveValues,
  TemplateVersion,
  valuesOf,
} from '../rendering';
import { deriveParameters, KnownAnswers } from './deriveParameters';
import { Nearness, nearnessOf, RepositoryTexts } from './nearnessOf';

/** A version of a template, as it would have rendered a repository that is there already. @public */
export interface RenderedCandidate {
  version: TemplateVersion;
  /** As they are to be recorded. */
  answers: RecordedAnswers;
  rendered: RenderedVersion;
}

/** A {@link RenderedCandidate}, compared. @public */
export interface RankedCandidate extends RenderedCandidate {
  nearness: Nearness;
}

/**
 * Renders a version of a template with the answers that a repository would
 * have been created with.
 *
 * @param options.given - answers to what the repository does not say of itself
 * @param options.environment - `scaffolder.defaultEnvironment.parameters`
 * @param options.secrets - texts that must not be recorded
 * @returns what has to be answered and is not known, where something is
 * @throws `InputError` where the template renders nothing, or not these answers
 * @public
 */
export async function renderCandidate(options: {
  version: TemplateVersion;
  known: KnownAnswers;
  given?: JsonObject;
  environment?: JsonObject;
  secrets: Iterable<string>;
  integrations: ScmIntegrations;
}): Promise<RenderedCandidate | { missing: string[] }> {
  const { version, known, given, environment, integrations } = options;
  const { parameters, missing } = deriveParameters(
    version.template,
    known,
    given,
  );
  if (missing.length > 0) {
    return { missing };
  }
  const resolved = await resolveValues({
    values: valuesOf(version),
    parameters,
    environment,
    integrations,
  });
  const { answers, withheld } = withholdSecrets(
    { parameters, values: resolved },
    options.secrets,
  );
  // What is recorded has to render the same again, so that is what is rendered.
  const values = (answers.values ?? {}) as JsonObject;
  const rendered = await renderVersion({ version, values, integrations });
  return {
    version,
    rendered,
    answers: {
      templateRef: version.ref,
      templateVersion: version.version,
      digest: rendered.digest,
      parameters: (answers.parameters ?? {}) as JsonObject,
      values,
      withheld,
    },
  };
}

/**
 * Nearest first; of those equally near the newest version first.
 *
 * A file that several templates render says the less about which of them it
 * was: every template has a README.
 *
 * @public
 */
export function rankVersions(
  candidates: readonly RenderedCandidate[],
  repository: RepositoryTexts,
): RankedCandidate[] {
  const templates = new Map<string, Set<string>>();
  for (const { version, rendered } of candidates) {
    for (const path of rendered.tree.keys()) {
      templates.set(path, (templates.get(path) ?? new Set()).add(version.ref));
    }
  }
  const weightOf = (path: string) => 1 / (templates.get(path)?.size ?? 1);
  return candidates
    .map(candidate => ({
      ...candidate,
      nearness: nearnessOf(candidate.rendered.tree, repository, weightOf),
    }))
    .sort(
      (a, b) =>
        b.nearness.share - a.nearness.share ||
        (a.version.ref < b.version.ref ? -1 : 0) ||
        (a.version.ref > b.version.ref ? 1 : 0) ||
        semver.rcompare(a.version.version, b.version.version),
    );
}
