import {
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  BadgeLink,
  conformityScorecardReadPermission,
  Level,
} from '@waymark-idp/plugin-conformity-common';
import { makeBadge } from 'badge-maker';
import { createHmac, timingSafeEqual } from 'crypto';
import { ScoreStore } from '../database/ScoreStore';
import { Access } from '../service/Access';

const COLOURS: Record<Level, string> = {
  none: '#555555',
  bronze: '#8a5a2b',
  silver: '#5f6b7a',
  gold: '#8a6d00',
};
const SHORTEST_KEY = 32;

/** Badges: score and level of one component as an image. */
export interface BadgeService {
  /** @throws NotAllowedError, NotFoundError */
  badge(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<string>;

  /** Where the badge is, and whether it is for everyone who has the address. */
  link(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<BadgeLink>;

  /**
   * The badge for whoever has the address that {@link link} gave out.
   *
   * @throws NotFoundError when there are no public badges, or the signature is
   * not of this component: both look the same from outside.
   */
  publicBadge(entityRef: string, signature: string): Promise<string>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  discovery: DiscoveryService;
  config: Config;
}

export class DefaultBadgeService implements BadgeService {
  readonly #dependencies: Dependencies;
  readonly #key: string | undefined;

  /** Reads `conformity.badges.signingKey`. */
  static create(dependencies: Dependencies): DefaultBadgeService {
    return new DefaultBadgeService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const name = 'conformity.badges.signingKey';
    this.#key = dependencies.config.getOptionalString(name);
    if (this.#key !== undefined && this.#key.length < SHORTEST_KEY) {
      throw new Error(
        `${name} in the configuration has ${
          this.#key.length
        } characters. Use at least ${SHORTEST_KEY} random ones, or leave it out: badges are then for those signed in.`,
      );
    }
  }

  async badge(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<string> {
    await this.#readable(entityRef, credentials);
    return await this.#draw(entityRef);
  }

  async link(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<BadgeLink> {
    await this.#readable(entityRef, credentials);
    const base = await this.#dependencies.discovery.getExternalBaseUrl(
      'conformity',
    );
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#key === undefined
      ? { url: `${base}/entities/${path}/badge.svg`, public: false }
      : {
          url: `${base}/badges/${path}/${this.#sign(entityRef, this.#key)}`,
          public: true,
        };
  }

  async publicBadge(entityRef: string, signature: string): Promise<string> {
    if (this.#key === undefined || !this.#isSigned(entityRef, signature)) {
      throw new NotFoundError(
        'There is no such badge. Copy its address from the scorecard again.',
      );
    }
    return await this.#draw(entityRef);
  }

  async #readable(entityRef: string, credentials: BackstageCredentials) {
    const { access } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    await access.entity(credentials, entityRef);
  }

  async #draw(entityRef: string): Promise<string> {
    const row = await this.#dependencies.scores.get(entityRef);
    const label = 'waymark';
    if (!row?.evaluated_at) {
      return makeBadge({ label, message: 'not evaluated', color: '#555555' });
    }
    const { score, level } = row;
    return score === null || level === null
      ? makeBadge({ label, message: 'nothing asked', color: '#555555' })
      : makeBadge({
          label,
          message: `${level === 'none' ? 'no level' : level} · ${score}`,
          color: COLOURS[level],
        });
  }

  #sign(entityRef: string, key: string): string {
    return createHmac('sha256', key)
      .update(`badge\n${stringifyEntityRef(parseEntityRef(entityRef))}`)
      .digest('base64url');
  }

  #isSigned(entityRef: string, signature: string): boolean {
    const expected = Buffer.from(this.#sign(entityRef, this.#key!));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
