import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  conformityWaiverApprovePermission,
  conformityWaiverCreatePermission,
  conformityWaiverReadPermission,
  ListWaiversRequest,
  ListWaiversResponse,
  WaiverReport,
  WaiverRequest,
} from '@waymark-idp/plugin-conformity-common';
import { ScoreStore } from '../database/ScoreStore';
import {
  WaiverDecision,
  WaiverRow,
  WaiverStore,
} from '../database/WaiverStore';
import { StandardsSource } from '../standards/StandardsSource';
import { WaiverEffects } from '../waivers/WaiverEffects';
import { WaiverNotifier } from '../waivers/WaiverNotifier';
import { inDays, problemOfExpiry } from '../waivers/waiverTerm';
import { Access } from './Access';
import { Decider, Deciders } from './Deciders';
import { fullRef } from './fullRef';
import { sourceLinks } from './sourceLinks';
import { toWaiverReport } from './toWaiverReport';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Time-limited exemptions: who asks, who decides, and what they are told. */
export interface WaiverService {
  /** @throws NotAllowedError, InputError */
  list(
    request: ListWaiversRequest & { limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<ListWaiversResponse>;

  /**
   * @throws NotAllowedError, NotFoundError for an unknown component or check,
   * ConflictError when there is nothing to waive or a waiver is open already,
   * InputError when reason or expiry will not do.
   */
  request(
    request: WaiverRequest,
    options: { credentials: UserCredentials },
  ): Promise<WaiverReport>;

  /** @throws NotAllowedError, NotFoundError, ConflictError */
  decide(
    id: string,
    what: 'approve' | 'reject' | 'revoke',
    decision: string | undefined,
    options: { credentials: UserCredentials },
  ): Promise<WaiverReport>;
}

interface Dependencies {
  access: Access;
  deciders: Deciders;
  waivers: WaiverStore;
  scores: ScoreStore;
  standards: StandardsSource;
  integrations: ScmIntegrationRegistry;
  effects: WaiverEffects;
  notifier: WaiverNotifier;
  /** In milliseconds. */
  longestTerm: number;
}

const TRANSITIONS = {
  approve: { from: ['requested'], to: 'approved' },
  reject: { from: ['requested'], to: 'rejected' },
  revoke: { from: ['requested', 'approved'], to: 'revoked' },
} satisfies Record<string, Pick<WaiverDecision, 'from' | 'to'>>;

export class DefaultWaiverService implements WaiverService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultWaiverService {
    return new DefaultWaiverService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async list(
    request: ListWaiversRequest & { limit: number },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ListWaiversResponse> {
    const { access, deciders, waivers, longestTerm } = this.#dependencies;
    await access.require(credentials, conformityWaiverReadPermission);
    const decider = await deciders.of(credentials);
    const entityRef = request.entityRef && fullRef(request.entityRef);
    if (entityRef) {
      await access.entity(credentials, entityRef);
    }
    const { items, nextCursor } = await waivers.list({
      ...request,
      entityRef,
      ...(request.decidable && {
        state: 'requested' as const,
        checks: decider.checks,
        notRequestedBy: decider.refs,
      }),
    });
    const visible = await access.visible(
      credentials,
      items.map(row => ({ entityRef: row.entity_ref, row })),
    );
    return {
      items: visible.map(({ row }) => this.#report(row, decider)),
      nextCursor,
      ...(entityRef && { problems: await this.#problems(entityRef) }),
      longestTermDays: inDays(longestTerm),
    };
  }

  async request(
    request: WaiverRequest,
    { credentials }: { credentials: UserCredentials },
  ): Promise<WaiverReport> {
    const { access, waivers, notifier, longestTerm } = this.#dependencies;
    const { check } = request;
    const entityRef = fullRef(request.entityRef);
    await access.entity(credentials, entityRef);
    await access.requireFor(
      credentials,
      conformityWaiverCreatePermission,
      entityRef,
    );
    await this.#requireFailing(entityRef, check);
    const reason = request.reason.trim();
    if (!reason) {
      throw new InputError(
        `Say why ${check} is not to count for ${entityRef}: the reason is empty.`,
      );
    }
    const expiresAt = new Date(request.expiresAt);
    const problem = problemOfExpiry(expiresAt, {
      now: new Date(),
      longestTerm,
    });
    if (problem) {
      throw new InputError(`${problem}.`);
    }
    const id = await waivers.request({
      entityRef,
      check,
      reason,
      expiresAt,
      requestedBy: credentials.principal.userEntityRef,
    });
    if (!id) {
      throw new ConflictError(
        `A waiver of ${check} for ${entityRef} has been asked for or approved already. Revoke it first to ask for another one.`,
      );
    }
    const report = await this.#get(id, credentials);
    await notifier.requested([report]);
    return report;
  }

  async decide(
    id: string,
    what: 'approve' | 'reject' | 'revoke',
    decision: string | undefined,
    { credentials }: { credentials: UserCredentials },
  ): Promise<WaiverReport> {
    const { access, deciders, waivers, effects, notifier } = this.#dependencies;
    const decider = await deciders.of(credentials);
    const row = await waivers.get(id);
    const allowed =
      decider.mayDecideAbout(row?.check_id ?? '') ||
      (what === 'revoke' &&
        row !== undefined &&
        decider.asked(row.requested_by));
    if (!allowed) {
      throw new NotAllowedError(
        `You are not allowed to ${what} this waiver: it takes the permission ${conformityWaiverApprovePermission.name}, which the owners of the check have.`,
      );
    }
    if (!row) {
      throw new NotFoundError(`There is no waiver ${id}.`);
    }
    await access.entity(credentials, row.entity_ref);
    if (what !== 'revoke' && decider.asked(row.requested_by)) {
      throw new NotAllowedError(
        row.source === 'repository'
          ? `You are not allowed to ${what} this waiver: the repository asked for it, and you are one of its owners. Somebody else decides.`
          : `You are not allowed to ${what} this waiver: you asked for it. Somebody else decides.`,
      );
    }
    const decided = await waivers.decide(id, {
      ...TRANSITIONS[what],
      by: credentials.principal.userEntityRef,
      decision: decision?.trim() || undefined,
    });
    if (!decided) {
      const now = await waivers.get(id);
      throw new ConflictError(
        `This waiver is ${now?.state ?? 'gone'}${
          now?.decided_by ? ` (by ${now.decided_by})` : ''
        } and can no longer be ${TRANSITIONS[what].to}.`,
      );
    }
    await effects.settle();
    const report = await this.#get(id, credentials, decider);
    await notifier.decided(report);
    return report;
  }

  async #requireFailing(entityRef: string, check: string): Promise<void> {
    const { scores, standards } = this.#dependencies;
    const inForce = standards
      .current()
      .standards.some(({ checks }) => checks.some(({ id }) => id === check));
    if (!inForce) {
      throw new NotFoundError(`No check "${check}" is in force.`);
    }
    const row = await scores.get(entityRef);
    const outcome = row?.outcomes.find(candidate => candidate.check === check);
    switch (outcome?.state) {
      case 'failed':
      case 'error':
        return;
      case 'passed':
        throw new ConflictError(
          `${check} passes on ${entityRef}: there is nothing to waive.`,
        );
      case 'not-applicable':
        throw new ConflictError(
          `${check} does not apply to ${entityRef}: there is nothing to waive.`,
        );
      case 'waived':
        throw new ConflictError(
          `${check} is waived on ${entityRef} already. Revoke that waiver first to ask for another one.`,
        );
      default:
        throw new ConflictError(
          `${entityRef} has not been evaluated against ${check} yet. Try again in a minute.`,
        );
    }
  }

  async #get(
    id: string,
    credentials: BackstageCredentials,
    decider?: Decider,
  ): Promise<WaiverReport> {
    const { deciders, waivers } = this.#dependencies;
    const row = await waivers.get(id);
    return this.#report(row!, decider ?? (await deciders.of(credentials)));
  }

  #report(row: WaiverRow, decider: Decider): WaiverReport {
    const { standards, integrations } = this.#dependencies;
    return toWaiverReport(row, {
      standards: standards.current().standards,
      integrations,
      decider,
    });
  }

  async #problems(entityRef: string): Promise<ListWaiversResponse['problems']> {
    const { scores, waivers, integrations } = this.#dependencies;
    const problems = await waivers.fileProblems(entityRef);
    const row = problems.length > 0 ? await scores.get(entityRef) : undefined;
    if (!row) {
      return problems;
    }
    const links = sourceLinks({
      integrations,
      sourceUrl: row.source_url,
      commit: row.commit ?? undefined,
    });
    return problems.map(item => ({ ...item, url: links.file(item) }));
  }
}
