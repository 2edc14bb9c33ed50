import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CollectorReport,
  conformityFactCreatePermission,
  conformityStandardReadPermission,
  PushedFact,
  PushFactsResponse,
} from '@waymark-idp/plugin-conformity-common';
import { CollectorRegistry } from '../collectors/CollectorRegistry';
import { FactIntake } from '../collectors/FactIntake';
import { FactStore } from '../database/FactStore';
import { Access } from './Access';

/** Who tells facts, and what they tell. */
export interface CollectorService {
  list(options: {
    credentials: BackstageCredentials;
  }): Promise<CollectorReport[]>;

  /**
   * Takes in facts from outside, as a whole or not at all.
   *
   * @throws NotFoundError when there is no such collector.
   * @throws InputError when a fact is not what the collector takes.
   */
  push(
    collector: string,
    facts: PushedFact[],
    options: { credentials: BackstageCredentials },
  ): Promise<PushFactsResponse>;
}

interface Dependencies {
  access: Access;
  collectors: CollectorRegistry;
  facts: FactStore;
  intake: FactIntake;
}

export class DefaultCollectorService implements CollectorService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultCollectorService {
    return new DefaultCollectorService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<CollectorReport[]> {
    const { access, collectors, facts } = this.#dependencies;
    await access.require(credentials, conformityStandardReadPermission);
    const counts = new Map(
      (await facts.counts()).map(count => [count.collector, count]),
    );
    return collectors
      .all()
      .map(({ id, description, schema, ...collector }) => ({
        id,
        description,
        schema,
        ...(collector.freshForMs !== undefined && {
          freshForSeconds: collector.freshForMs / 1000,
        }),
        kind: collector.collect ? 'collected' : 'pushed',
        components: {
          fresh: counts.get(id)?.fresh ?? 0,
          stale: counts.get(id)?.stale ?? 0,
        },
      }));
  }

  async push(
    id: string,
    facts: PushedFact[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<PushFactsResponse> {
    const { access, collectors, intake } = this.#dependencies;
    await access.require(credentials, conformityFactCreatePermission);
    const collector = collectors.get(id);
    return await intake.take({
      collector,
      facts,
      source: subjectOf(credentials),
    });
  }
}

/** Who it was, for people to read: a service's subject, or a user. */
function subjectOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    subject?: string;
    userEntityRef?: string;
  };
  return principal.subject ?? principal.userEntityRef ?? 'unknown';
}
