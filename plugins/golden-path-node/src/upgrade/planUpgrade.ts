import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import {
  ANSWERS_PATH,
  UpgradeConflict,
  UpgradePlan,
} from '@waymark-idp/plugin-golden-path-common';
import semver from 'semver';
import { RecordedAnswers, stringifyAnswers } from '../answers';
import { IgnoreList, readIgnoreList } from '../drift';
import { mergeTrees } from '../merge/mergeTrees';
import { TemplateVersion, valuesOf } from '../rendering/TemplateVersion';
import { renderVersion } from '../rendering/renderVersion';
import { resolveValues } from '../rendering/resolveValues';
import { FileTree, TreeFile } from '../tree';
import { applyMigrations } from './applyMigrations';
import { withLineEndingsOf } from './lineEndings';
import { readMigrations } from './Migration';
import {
  answerNewParameters,
  missingAnswers,
  newParametersOf,
} from './newParameters';
import { readChangelog } from './readChangelog';
import { upgradeFilesOf } from './upgradeFiles';
import { withVersion } from './withVersion';

/** An upgrade, and the tree that it leads to. @public */
export interface PlannedUpgrade {
  plan: UpgradePlan;
  /** The repository after the upgrade, conflict marks included. */
  tree: FileTree;
}

/**
 * Plans the upgrade of a repository to a newer version of its template.
 *
 * @remarks
 *
 * Three-way merge: the base is what the repository's version renders from the
 * recorded answers, one side is the repository, the other what the new version
 * renders from the same answers and those to its new parameters. Migrations of
 * the template are applied to base and repository first. Files named in
 * `.waymark/ignore` stay as they are. Nothing is written.
 *
 * @param options.given - answers to the new parameters; what is left out takes its default
 * @param options.environment - `scaffolder.defaultEnvironment.parameters`
 * @throws `InputError` where the versions are not in order, an answer is missing, or a template cannot be rendered
 * @public
 */
export async function planUpgrade(options: {
  from: TemplateVersion;
  to: TemplateVersion;
  answers: RecordedAnswers;
  repository: FileTree;
  /** The commit that `repository` is. */
  commit: string;
  given?: JsonObject;
  environment?: JsonObject;
  integrations: ScmIntegrations;
  /** Where answers are missing, plans nothing and says which, instead of throwing. */
  asks?: boolean;
}): Promise<PlannedUpgrade> {
  const { from, to, answers, repository, integrations } = options;
  if (!semver.gt(to.version, from.version)) {
    throw new InputError(
      `${to.version} is not newer than ${from.version}, which the repository is on. There is nothing to upgrade.`,
    );
  }
  const newParameters = newParametersOf({
    from: from.template,
    to: to.template,
    recorded: answers.parameters,
  });
  const missing = missingAnswers(newParameters, options.given ?? {});
  if (options.asks && missing.length > 0) {
    return {
      tree: repository,
      plan: {
        templateRef: to.ref,
        from: from.version,
        to: to.version,
        commit: options.commit,
        ...{ files: [], conflicts: [], ignored: [], notes: [] },
        changelog: await readChangelog(to.folder, {
          from: from.version,
          to: to.version,
        }),
        newParameters,
        missing,
      },
    };
  }
  const parameters = answerNewParameters({
    recorded: answers.parameters,
    newParameters,
    given: options.given ?? {},
  });
  const values = await resolveValues({
    values: valuesOf(to),
    parameters,
    environment: options.environment,
    integrations,
  });
  const [own, next, migrations, changelog] = await Promise.all([
    renderVersion({ version: from, values: answers.values, integrations }),
    renderVersion({ version: to, values, integrations }),
    readMigrations(to.folder, { from: from.version, to: to.version }),
    readChangelog(to.folder, { from: from.version, to: to.version }),
  ]);

  const ignore = readIgnoreList(repository);
  const versions = { from: from.version, to: to.version };
  const base = applyMigrations(withVersion(own.tree, versions), migrations);
  const ours = applyMigrations(
    ignore.ignores('catalog-info.yaml')
      ? repository
      : withVersion(repository, versions),
    migrations,
  );
  const recorded: TreeFile = {
    mode: '100644',
    content: Buffer.from(
      stringifyAnswers({
        ...answers,
        templateVersion: to.version,
        digest: next.digest,
        parameters,
        values,
      }),
    ),
  };
  const keep = (tree: FileTree) =>
    withAnswers(withKept(ignore, ours.tree, tree), ours.tree);
  const merged = await mergeTrees(
    {
      base: keep(withLineEndingsOf(ours.tree, base.tree)),
      ours: ours.tree,
      theirs: new Map(keep(withLineEndingsOf(ours.tree, next.tree))).set(
        ANSWERS_PATH,
        recorded,
      ),
    },
    { ours: 'here', theirs: `${to.template.metadata.name}-${to.version}` },
  );
  const { tree, conflicts } = settle(merged, ours.tree, to);
  const ignored = [...next.tree.keys()].filter(path => ignore.ignores(path));
  return {
    tree,
    plan: {
      templateRef: to.ref,
      from: from.version,
      to: to.version,
      commit: options.commit,
      files: upgradeFilesOf(repository, tree, conflicts),
      conflicts,
      ignored: ignored.sort(),
      changelog,
      newParameters,
      notes: [
        ...(own.digest === answers.digest ? [] : [digestNote(from)]),
        ...ours.notes,
      ],
    },
  };
}

function digestNote(from: TemplateVersion): string {
  return `What version ${from.version} of the template renders now is not what it rendered when the repository was created: the template was changed without a new version, or the recorded answers were edited. Look closely at what this upgrade changes.`;
}

/** Ignored files are on all sides what they are in the repository. */
function withKept(
  ignore: IgnoreList,
  repository: FileTree,
  tree: FileTree,
): FileTree {
  const result = new Map([...tree].filter(([path]) => !ignore.ignores(path)));
  for (const [path, file] of repository) {
    if (ignore.ignores(path)) {
      result.set(path, file);
    }
  }
  return result;
}

function withAnswers(tree: FileTree, repository: FileTree): FileTree {
  const answers = repository.get(ANSWERS_PATH);
  return answers ? new Map(tree).set(ANSWERS_PATH, answers) : tree;
}

/**
 * Says in our words what git found, and keeps deleted what was deleted here:
 * git would bring back a file that the template has changed since.
 */
function settle(
  merged: { tree: FileTree; conflicts: UpgradeConflict[] },
  ours: FileTree,
  to: TemplateVersion,
): { tree: FileTree; conflicts: UpgradeConflict[] } {
  const tree = new Map(merged.tree);
  const conflicts = merged.conflicts.map(conflict => {
    const { path, kind } = conflict;
    if (kind === 'modify/delete' && !ours.has(path)) {
      tree.delete(path);
      return {
        path,
        kind,
        message: `It was deleted here, and ${to.version} changes it. It stays deleted unless you bring it back.`,
      };
    }
    if (kind === 'modify/delete') {
      return {
        path,
        kind,
        message: `It was changed here, and ${to.version} no longer has it. It stays unless you delete it.`,
      };
    }
    if (kind === 'contents') {
      return {
        path,
        kind,
        message: `Both this repository and ${to.version} changed the same lines. They are marked in the file.`,
      };
    }
    if (kind === 'binary') {
      return {
        path,
        kind,
        message: `Both this repository and ${to.version} changed it, and it is not text. It stays as it is here.`,
      };
    }
    if (kind === 'distinct modes') {
      return {
        path,
        kind,
        message: `It is a file on one side and a link on the other. Both are kept, under two names: decide which it is.`,
      };
    }
    if (kind === 'file/directory') {
      return {
        path,
        kind,
        message: `Where one side has a file, the other has a folder. The file was moved here: decide where it belongs.`,
      };
    }
    return conflict;
  });
  return { tree, conflicts };
}
