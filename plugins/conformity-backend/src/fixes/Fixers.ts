import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isUserEntity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  commitAuthorOf,
  Proposals,
} from '@waymark-idp/plugin-repositories-node';
import { EvaluationResult } from '../database/EvaluationStore';
import { FixStore } from '../database/FixStore';
import { eachLimited } from '../evaluation/eachLimited';

const ASKED_AT_ONCE = 10;
// Of one publication: who waits for the event must not wait for hosts for long.
const MOST_COMMITS = 100;
const PATIENCE_MS = 5000;

/** Tells who made failed checks pass. */
export interface Fixers {
  /** Entity refs of users by entity ref of the component, where that is known. Never rejects. */
  of(results: EvaluationResult[]): Promise<Map<string, string>>;
}

/**
 * {@link Fixers} that knows who proposed the fix, where it was made here, and
 * otherwise asks the host for the author of the commit.
 */
export class DefaultFixers implements Fixers {
  readonly #options: Parameters<typeof DefaultFixers.create>[0];

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    fixes: FixStore;
    integrations: ScmIntegrationRegistry;
    logger: LoggerService;
    proposals: Proposals;
  }): DefaultFixers {
    return new DefaultFixers(options);
  }

  private constructor(options: Parameters<typeof DefaultFixers.create>[0]) {
    this.#options = options;
  }

  async of(results: EvaluationResult[]): Promise<Map<string, string>> {
    const fixed = results.filter(({ changes }) => checksFixed(changes).length);
    if (fixed.length === 0) {
      return new Map();
    }
    try {
      const proposed = await this.#proposers(fixed);
      const authors = await this.#authors(
        fixed.filter(({ claim }) => !proposed.has(claim.entityRef)),
      );
      return new Map([...proposed, ...authors]);
    } catch (error) {
      this.#options.logger.warn(
        `Who fixed checks of ${fixed.length} components is not told: ${error}`,
      );
      return new Map();
    }
  }

  async #proposers(fixed: EvaluationResult[]): Promise<Map<string, string>> {
    const { fixes, proposals } = this.#options;
    const checks = new Map(
      fixed.map(({ claim, changes }) => [
        claim.entityRef,
        checksFixed(changes),
      ]),
    );
    const recent = (await fixes.listRecent([...checks.keys()])).filter(fix =>
      fix.checks.some(check => checks.get(fix.entityRef)?.includes(check)),
    );
    const found = new Map<string, string>();
    await eachLimited(recent, ASKED_AT_ONCE, async fix => {
      // The push of a merge is heard of before the merge.
      const merged =
        fix.state === 'merged' ||
        (await proposals.get(fix.url).then(
          ({ state }) => state === 'merged',
          () => false,
        ));
      if (merged) {
        found.set(fix.entityRef, fix.openedBy);
      }
    });
    return found;
  }

  async #authors(fixed: EvaluationResult[]): Promise<Map<string, string>> {
    // With the same commit, it was a waiver, a fact or the standard.
    const moved = fixed
      .filter(
        ({ claim, commit }) => commit && commit !== claim.previous?.commit,
      )
      .slice(0, MOST_COMMITS);
    const emails = new Map<string, string>();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await eachLimited(moved, ASKED_AT_ONCE, async ({ claim, commit }) => {
      const email = await commitAuthorOf({
        integrations: this.#options.integrations,
        url: claim.sourceUrl,
        commit: commit!,
        signal,
      }).catch(() => undefined);
      if (email) {
        emails.set(claim.entityRef, email.toLowerCase());
      }
    });
    const users = await this.#usersOf([...new Set(emails.values())]);
    return new Map(
      [...emails].flatMap(([entityRef, email]) => {
        const user = users.get(email);
        return user ? [[entityRef, user]] : [];
      }),
    );
  }

  /** Leaves out addresses that several users have. */
  async #usersOf(emails: string[]): Promise<Map<string, string>> {
    if (emails.length === 0) {
      return new Map();
    }
    const { auth, catalog } = this.#options;
    const { items } = await catalog.queryEntities(
      {
        filter: { kind: 'User', 'spec.profile.email': emails },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'spec.profile'],
        limit: 2 * emails.length,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      emails.flatMap(email => {
        const [user, another] = items.filter(
          item =>
            isUserEntity(item) &&
            item.spec.profile?.email?.toLowerCase() === email,
        );
        return user && !another ? [[email, stringifyEntityRef(user)]] : [];
      }),
    );
  }
}

function checksFixed(changes: EvaluationResult['changes']): string[] {
  return changes
    .filter(({ from, to }) => from === 'failed' && to === 'passed')
    .map(({ check }) => check);
}
