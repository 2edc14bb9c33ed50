import { AuthService, UrlReaderService } from '@backstage/backend-plugin-api';
import { isUserEntity, parseEntityRef } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import {
  Upgrade,
  UpgradePlan,
  UpgradeRequest,
} from '@waymark-idp/plugin-golden-path-common';
import { FileTree, planUpgrade } from '@waymark-idp/plugin-golden-path-node';
import { FileChange, Proposals } from '@waymark-idp/plugin-repositories-node';
import { ConformityScores } from '../conformity/ConformityScores';
import { UpgradeStore } from '../database/DatabaseUpgradeStore';
import { OriginStore } from '../database/OriginStore';
import { answersIn } from '../drift/answersIn';
import { readRepository } from '../drift/readRepository';
import { TemplateVersions } from '../versions/TemplateVersions';
import { describeUpgrade } from './describeUpgrade';
import { folderOf } from './folderOf';
import { toChanges } from './toChanges';

/** Plans upgrades, and proposes them. */
export interface UpgradeService {
  /** @throws `InputError` or `NotFoundError` that says why it cannot be upgraded */
  plan(entityRef: string, request: UpgradeRequest): Promise<UpgradePlan>;
  /**
   * Plans again, and opens the proposal.
   *
   * @throws `ConflictError` where the repository has moved on since the plan, or another upgrade is open
   */
  open(
    entityRef: string,
    request: UpgradeRequest,
    options: { userRef: string; token?: string },
  ): Promise<Upgrade>;
  /** Newest first. */
  list(entityRef: string): Promise<Upgrade[]>;
}

/** What proposing upgrades takes. */
export interface UpgradeServiceOptions {
  origins: OriginStore;
  upgrades: UpgradeStore;
  versions: TemplateVersions;
  proposals: Proposals;
  scores: ConformityScores;
  catalog: CatalogService;
  auth: AuthService;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  /** `scaffolder.defaultEnvironment.parameters` */
  environment: JsonObject;
}

/** {@link UpgradeService} on the repository's host. */
export class DefaultUpgradeService implements UpgradeService {
  readonly #options: UpgradeServiceOptions;

  static create(options: UpgradeServiceOptions): DefaultUpgradeService {
    return new DefaultUpgradeService(options);
  }

  private constructor(options: UpgradeServiceOptions) {
    this.#options = options;
  }

  async plan(entityRef: string, request: UpgradeRequest): Promise<UpgradePlan> {
    const { plan, newestVersion, repository, tree } = await this.#plan(
      entityRef,
      request,
      { asks: true },
    );
    if (plan.missing) {
      return plan;
    }
    const score = await this.#options.scores.effectOf(entityRef, {
      before: repository,
      after: tree,
      versions: { version: plan.to, newestVersion },
    });
    return { ...plan, score };
  }

  async open(
    entityRef: string,
    request: UpgradeRequest,
    options: { userRef: string; token?: string },
  ): Promise<Upgrade> {
    const { upgrades, proposals } = this.#options;
    const { plan, changes, sourceUrl } = await this.#plan(entityRef, request);
    if (request.commit && request.commit !== plan.commit) {
      throw new ConflictError(
        `The repository has moved on since the upgrade was planned: it was at ${request.commit}, and is at ${plan.commit} now. Nothing was proposed. Plan it again.`,
      );
    }
    await this.#assertNoOther(entityRef, plan);
    const { title, description } = describeUpgrade(plan);
    const proposal = await proposals.open({
      repositoryUrl: sourceUrl,
      base: { commit: plan.commit },
      branch: `waymark/upgrade-${plan.to}`,
      title,
      description,
      commitMessage: title,
      changes,
      author: await this.#authorOf(options.userRef),
      token: options.token,
    });
    const written = await upgrades.write({
      entityRef,
      templateRef: plan.templateRef,
      from: plan.from,
      to: plan.to,
      url: proposal.url,
      conflicts: plan.conflicts.length,
      openedBy: options.userRef,
    });
    if (!written) {
      // Somebody else was faster, with another version.
      await proposals.close(proposal.url, { token: options.token });
      await this.#assertNoOther(entityRef, plan);
      throw new ConflictError(
        `Two upgrades of ${entityRef} were proposed at once, and this one was closed again. Plan it again.`,
      );
    }
    return written;
  }

  async #assertNoOther(entityRef: string, plan: UpgradePlan): Promise<void> {
    const open = await this.#options.upgrades.findOpen(entityRef);
    if (open && open.to !== plan.to) {
      throw new ConflictError(
        `An upgrade to ${open.to} is open already: ${open.url}. Merge or close it first.`,
      );
    }
  }

  async list(entityRef: string): Promise<Upgrade[]> {
    return await this.#options.upgrades.list(entityRef);
  }

  async #plan(
    entityRef: string,
    request: UpgradeRequest,
    options: { asks?: boolean } = {},
  ): Promise<{
    plan: UpgradePlan;
    newestVersion: string;
    repository: FileTree;
    tree: FileTree;
    changes: FileChange[];
    sourceUrl: string;
  }> {
    const { origins, versions, reader, integrations, environment } =
      this.#options;
    const origin = await origins.get(entityRef);
    if (!origin) {
      throw new NotFoundError(
        `${entityRef} does not come from a template, as far as the catalog says. Adopt the golden path first.`,
      );
    }
    const read = await readRepository({ reader, url: origin.sourceUrl });
    if (!read) {
      throw new NotFoundError(`The repository of ${entityRef} was not read.`);
    }
    const answers = answersIn(read.tree);
    const known = await versions.list();
    const from = await versions.recorded(answers, known);
    const newestVersion = known.get(answers.templateRef)![0].version;
    const to = await versions.get(
      answers.templateRef,
      request.version ?? newestVersion,
      known,
    );
    const { plan, tree } = await planUpgrade({
      from,
      to,
      answers,
      repository: read.tree,
      commit: read.commit,
      given: request.answers,
      asks: options.asks,
      environment,
      integrations,
    });
    const { sourceUrl } = origin;
    const { changes, notes } = toChanges(read.tree, tree, folderOf(sourceUrl));
    return {
      plan: { ...plan, notes: [...plan.notes, ...notes] },
      newestVersion,
      repository: read.tree,
      tree,
      changes,
      sourceUrl,
    };
  }

  async #authorOf(userRef: string): Promise<{ name: string; email: string }> {
    const { catalog, auth } = this.#options;
    const { name } = parseEntityRef(userRef);
    const entity = await catalog.getEntityByRef(userRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const profile =
      entity && isUserEntity(entity) ? entity.spec.profile : undefined;
    return {
      name: profile?.displayName ?? name,
      email: profile?.email ?? `${name}@users.noreply.invalid`,
    };
  }
}
