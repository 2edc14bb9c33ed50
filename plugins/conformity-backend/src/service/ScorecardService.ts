import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  conformityEvaluationCreatePermission,
  conformityScorecardReadPermission,
  OutcomeChange,
  Scorecard,
} from '@waymark-idp/plugin-conformity-common';
import { Page, ScoreStore } from '../database/ScoreStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { toNoticedComponent } from '../noticing/noticedComponent';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';
import { toScorecard } from './toScorecard';

/** The scorecard of one entity. Refs are full and in lower case. */
export interface ScorecardService {
  /** @throws NotAllowedError, NotFoundError */
  get(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Scorecard>;

  /** @throws NotAllowedError, NotFoundError, InputError when nothing can be evaluated. */
  evaluate(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<{ entityRef: string; wantedAt: string }>;

  /** @throws NotAllowedError, NotFoundError, InputError */
  history(
    entityRef: string,
    request: { limit: number; cursor?: string },
    options: { credentials: BackstageCredentials },
  ): Promise<Page<OutcomeChange>>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  requests: EvaluationRequests;
  standards: StandardsSource;
  integrations: ScmIntegrationRegistry;
}

export class DefaultScorecardService implements ScorecardService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultScorecardService {
    return new DefaultScorecardService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async get(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Scorecard> {
    const { scores, standards, integrations } = this.#dependencies;
    const entity = await this.#readable(entityRef, credentials);
    const row = await scores.get(entityRef);
    if (row) {
      return toScorecard({
        row,
        standards: standards.current().standards,
        integrations,
      });
    }
    // Seen before the comparison got to it: take it in now.
    const noticed = await this.#notice(entity);
    return {
      entityRef,
      status: noticed ? 'pending' : 'unknown-component',
      counts: {
        passed: 0,
        failed: 0,
        'not-applicable': 0,
        waived: 0,
        error: 0,
      },
      standards: [],
    };
  }

  async evaluate(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<{ entityRef: string; wantedAt: string }> {
    const { access, scores, requests } = this.#dependencies;
    const entity = await access.entity(credentials, entityRef);
    await access.requireFor(
      credentials,
      conformityEvaluationCreatePermission,
      entityRef,
    );
    if (!(await this.#notice(entity))) {
      throw new InputError(
        `${entityRef} cannot be evaluated: only a Component with a source location (annotation backstage.io/source-location, url:…) can.`,
      );
    }
    await requests.forComponents([entityRef]);
    const row = await scores.get(entityRef);
    return {
      entityRef,
      wantedAt: (row?.wanted_at ?? new Date()).toISOString(),
    };
  }

  async history(
    entityRef: string,
    request: { limit: number; cursor?: string },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Page<OutcomeChange>> {
    await this.#readable(entityRef, credentials);
    return await this.#dependencies.scores.history(entityRef, request);
  }

  async #readable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const { access } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    return await access.entity(credentials, entityRef);
  }

  async #notice(entity: Entity): Promise<boolean> {
    const component = toNoticedComponent(entity);
    if (component) {
      await this.#dependencies.requests.forNoticed([component]);
    }
    return component !== undefined;
  }
}
