import { AuditorService } from '@backstage/backend-plugin-api';
import { Evidence, Outcome } from '@waymark-idp/plugin-conformity-common';
import {
  RepositoryWaiverRequest,
  RepositoryWaiverRequests,
} from '@waymark-idp/plugin-conformity-node';
import { EvaluationResult } from '../database/EvaluationStore';
import { readOutcomes } from '../database/packedOutcomes';
import { AskedInRepository, WaiverStore } from '../database/WaiverStore';
import { toWaiver } from '../service/toWaiverReport';
import { StandardsSource } from '../standards/StandardsSource';
import { WaiverEffects } from './WaiverEffects';
import { WaiverNotifier } from './WaiverNotifier';
import { problemOfExpiry } from './waiverTerm';

/**
 * Takes in the waivers that repositories ask for. They are requests like any
 * other: a repository does not exempt itself from its own checks.
 */
export class RepositoryWaivers {
  readonly #waivers: WaiverStore;
  readonly #effects: WaiverEffects;
  readonly #notifier: WaiverNotifier;
  readonly #standards: StandardsSource;
  readonly #auditor: AuditorService;
  readonly #longestTerm: number;

  static create(options: {
    waivers: WaiverStore;
    effects: WaiverEffects;
    notifier: WaiverNotifier;
    standards: StandardsSource;
    auditor: AuditorService;
    /** In milliseconds. */
    longestTerm: number;
  }): RepositoryWaivers {
    return new RepositoryWaivers(options);
  }

  private constructor(options: {
    waivers: WaiverStore;
    effects: WaiverEffects;
    notifier: WaiverNotifier;
    standards: StandardsSource;
    auditor: AuditorService;
    longestTerm: number;
  }) {
    this.#waivers = options.waivers;
    this.#effects = options.effects;
    this.#notifier = options.notifier;
    this.#standards = options.standards;
    this.#auditor = options.auditor;
    this.#longestTerm = options.longestTerm;
  }

  /** One statement where nothing is, or was, asked for. Once more changes nothing. */
  async takeIn(results: EvaluationResult[], now: Date): Promise<void> {
    const asked = results.flatMap(result =>
      result.waiverRequests
        ? [this.#judge(result, result.waiverRequests, now)]
        : [],
    );
    if (asked.length === 0) {
      return;
    }
    const { added, withdrawn } = await this.#waivers.takeIn(asked);
    if (withdrawn.length > 0) {
      await this.#effects.settle();
    }
    for (const id of added) {
      await this.#announce(id);
    }
  }

  #judge(
    { claim, outcomes }: EvaluationResult,
    asked: RepositoryWaiverRequests,
    now: Date,
  ): AskedInRepository {
    const { entityRef, attempt, owner } = claim;
    // Few ask for anything.
    const known: Outcome[] =
      asked.requests.length > 0 ? readOutcomes(outcomes) : [];
    const states = new Map(known.map(({ check, state }) => [check, state]));
    const problems: Evidence[] = [...asked.problems];
    const requests = asked.requests.map(request => {
      const message = this.#problemOf(request, states.get(request.check), now);
      if (message) {
        problems.push({ ...request.evidence, message });
      }
      const { check, reason, expiresAt } = request;
      const state = states.get(check);
      return {
        check,
        reason,
        expiresAt,
        valid: !message && (state === 'failed' || state === 'error'),
      };
    });
    return {
      entityRef,
      attempt,
      requestedBy: owner ?? entityRef,
      complete: asked.complete,
      requests,
      problems,
    };
  }

  #problemOf(
    { check, expiresAt }: RepositoryWaiverRequest,
    state: Outcome['state'] | undefined,
    now: Date,
  ): string | undefined {
    switch (state) {
      case undefined:
        return `No check ${check} is in force`;
      case 'not-applicable':
        return `${check} does not apply: there is nothing to waive`;
      case 'passed':
        return `${check} passes: there is nothing to waive`;
      default:
        return problemOfExpiry(new Date(expiresAt), {
          now,
          longestTerm: this.#longestTerm,
        });
    }
  }

  async #announce(id: string): Promise<void> {
    const row = await this.#waivers.get(id);
    if (!row) {
      return;
    }
    const { entity_ref: entityRef, check_id: check } = row;
    const event = await this.#auditor.createEvent({
      eventId: 'waiver-create',
      severityLevel: 'medium',
      meta: { waiverId: id, entityRef, check, source: 'repository' },
    });
    await event.success();
    const standard = this.#standards
      .current()
      .standards.find(({ checks }) => checks.some(it => it.id === check));
    const found = standard?.checks.find(it => it.id === check);
    await this.#notifier.requested([
      {
        ...toWaiver(row),
        componentTitle: row.component_title ?? undefined,
        checkTitle: found?.title,
        checkOwner: found?.owner ?? standard?.owner,
      },
    ]);
  }
}
