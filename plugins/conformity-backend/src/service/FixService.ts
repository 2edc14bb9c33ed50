import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ComponentFixPlan,
  conformityFixCreatePermission,
  conformityScorecardReadPermission,
  FixPlanRequest,
  FixProposal,
  FixRequest,
} from '@waymark-idp/plugin-conformity-common';
import {
  filesToKeep,
  needsCommitTime,
  planFixes,
} from '@waymark-idp/plugin-conformity-node';
import {
  isRepositoryFailure,
  Proposals,
  RepositoryReader,
  RepositorySnapshot,
  sourceFolderOf,
} from '@waymark-idp/plugin-repositories-node';
import { FixStore } from '../database/FixStore';
import { ScoreStore } from '../database/ScoreStore';
import { authorOf } from '../fixes/authorOf';
import { describeFixes } from '../fixes/describeFixes';
import { AnyInputSource } from '../inputs/InputSource';
import { loadInputs } from '../inputs/loadInputs';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';
import { fullRef } from './fullRef';

const COMMIT = /^[0-9a-f]{40}$/;

/** Fixes of checks, as proposals to the repositories of components. */
export interface FixService {
  /**
   * Reads the repository anew, and changes nothing.
   *
   * @throws NotAllowedError, NotFoundError for an unknown component or check,
   * ServiceUnavailableError where the host does not give the repository now,
   * ConflictError where it never will.
   */
  plan(
    request: FixPlanRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<ComponentFixPlan>;

  /**
   * Plans again, and opens one proposal for all of the checks.
   *
   * @throws as `plan`, and ConflictError where the repository is no longer at
   * the commit, or there is nothing to propose.
   */
  propose(
    request: FixRequest,
    options: { credentials: BackstageCredentials<BackstageUserPrincipal> },
  ): Promise<FixProposal>;

  /** @throws NotAllowedError, NotFoundError */
  list(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<FixProposal[]>;
}

interface Dependencies {
  access: Access;
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  fixes: FixStore;
  inputSources: readonly AnyInputSource[];
  proposals: Proposals;
  reader: RepositoryReader;
  scores: ScoreStore;
  standards: StandardsSource;
}

export class DefaultFixService implements FixService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultFixService {
    return new DefaultFixService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async plan(
    request: FixPlanRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ComponentFixPlan> {
    return (await this.#plan(request, credentials)).plan;
  }

  async propose(
    request: FixRequest,
    {
      credentials,
    }: { credentials: BackstageCredentials<BackstageUserPrincipal> },
  ): Promise<FixProposal> {
    const { fixes, proposals, standards } = this.#dependencies;
    const { plan, repository } = await this.#plan(request, credentials);
    const { entityRef, commit } = plan;
    if (request.commit !== commit) {
      throw new ConflictError(
        `The repository of ${entityRef} has moved on since the fix was planned: it was at ${request.commit}, and is at ${commit} now. Nothing was proposed. Look at the changes again.`,
      );
    }
    const checks = plan.checks.flatMap(({ check, fixable }) =>
      fixable ? [check] : [],
    );
    if (plan.files.length === 0) {
      const reasons = plan.checks.flatMap(({ reason }) => reason ?? []);
      throw new ConflictError(
        ['There is nothing to propose.', ...reasons.slice(0, 5)].join(' '),
      );
    }
    const { name } = parseEntityRef(entityRef);
    const { title, description } = describeFixes({
      plan,
      checks: standards.current().standards.flatMap(each => each.checks),
      name,
      scorecardUrl: this.#scorecardUrl(entityRef),
    });
    const { userEntityRef } = credentials.principal;
    const folder = sourceFolderOf(plan.repositoryUrl);
    const proposal = await proposals.open({
      repositoryUrl: plan.repositoryUrl,
      base: {
        branch: repository.branch === 'HEAD' ? undefined : repository.branch,
        commit: COMMIT.test(commit) ? commit : undefined,
      },
      // A repository can hold several components.
      branch:
        checks.length === 1 && request.checks !== 'all'
          ? `waymark/fix-${name}-${checks[0]}`
          : `waymark/fixes-${name}`,
      title,
      description,
      commitMessage: title,
      changes: plan.files.map(({ path, after }) => ({
        path: folder ? `${folder}/${path}` : path,
        content: after,
      })),
      author: await authorOf(userEntityRef, this.#dependencies),
      token: request.token,
    });
    return await fixes.write({
      entityRef,
      checks,
      url: proposal.url,
      number: proposal.number,
      title,
      openedBy: userEntityRef,
    });
  }

  async list(
    ref: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<FixProposal[]> {
    const { access, fixes } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const entityRef = fullRef(ref);
    await access.entity(credentials, entityRef);
    return await fixes.list(entityRef);
  }

  async #plan(
    request: FixPlanRequest,
    credentials: BackstageCredentials,
  ): Promise<{ plan: ComponentFixPlan; repository: RepositorySnapshot }> {
    const { access, inputSources, scores, standards } = this.#dependencies;
    const entityRef = fullRef(request.entityRef);
    const entity = await access.entity(credentials, entityRef);
    await access.requireFor(
      credentials,
      conformityFixCreatePermission,
      entityRef,
    );
    const row = await scores.get(entityRef);
    if (!row) {
      throw new NotFoundError(
        `No repository is known of ${entityRef}, so there is none to fix.`,
      );
    }
    const current = standards.current();
    const repository = await this.#read(row.source_url);
    const now = new Date();
    const inputs = await loadInputs({
      sources: inputSources,
      standardsDigest: current.digest,
      entityRefs: [entityRef],
      now,
    });
    const planned = await planFixes(request.checks, {
      standards: current.standards,
      entity,
      repository,
      inputs: inputs.inputsOf(entityRef),
      now,
    });
    return {
      plan: {
        entityRef,
        commit: repository.commit,
        repositoryUrl: row.source_url,
        ...planned,
      },
      repository,
    };
  }

  async #read(url: string): Promise<RepositorySnapshot> {
    const { reader, standards } = this.#dependencies;
    const inForce = standards.current().standards;
    const keep = filesToKeep(inForce, { fixes: true });
    try {
      return await reader.read({
        url,
        keep: path => path === 'catalog-info.yaml' || keep(path),
        commitTime: needsCommitTime(inForce),
      });
    } catch (error) {
      if (!isRepositoryFailure(error)) {
        throw error;
      }
      const message = `The repository could not be read, so there is nothing to propose: ${error.message}`;
      throw error.name === 'RepositoryUnavailableError' && error.retryable
        ? new ServiceUnavailableError(message)
        : new ConflictError(message);
    }
  }

  #scorecardUrl(entityRef: string): string {
    const baseUrl = this.#dependencies.config.getString('app.baseUrl');
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    return `${baseUrl.replace(/\/+$/, '')}/catalog/${path}/conformity`;
  }
}
