import type {
  Audience,
  LeftOut,
  PanelTerms,
} from '@waymark-idp/plugin-surveys-common';
import { CENSUS_UP_TO } from '@waymark-idp/plugin-surveys-common';
import type { Person, ResolvedAudience } from '../audience/resolveAudience';
import { type FatigueLimits, mayAsk } from '../fatigue/mayAsk';
import { drawPanel } from '../panel/drawPanel';
import type { Stores } from '../stores/createStores';
import type { SeededDraw } from '../stores/waveRow';

/** Who a wave asks. */
export interface AskedAudience {
  /** By user ref. */
  asked: Person[];
  /** Would be asked, but want no surveys: they count as silent. */
  optedOut: Person[];
  leftOut: LeftOut;
  /** By user ref, for those who are asked by another survey just now: when to tell them. */
  tellAt: Map<string, Date>;
  panel?: SeededDraw;
  /** By user ref: the rounds of the panel after this draw. */
  rounds?: Map<string, number>;
}

/** What the audience planner works with. */
export interface AudiencePlannerOptions {
  stores: Stores;
  resolveAudience: (audience: Audience) => Promise<ResolvedAudience>;
  limits: FatigueLimits;
  now: () => Date;
}

/** Finds out whom a wave asks: audience, fatigue guard, opt-outs, panel. Changes nothing. */
export class AudiencePlanner {
  readonly #options: AudiencePlannerOptions;

  static create(options: AudiencePlannerOptions) {
    return new AudiencePlanner(options);
  }

  private constructor(options: AudiencePlannerOptions) {
    this.#options = options;
  }

  async plan(wave: {
    surveyId: string;
    audience: Audience;
    panel?: PanelTerms;
    /** What the draw begins with, in hex. */
    seed: string;
  }): Promise<AskedAudience> {
    const { stores, resolveAudience } = this.#options;
    const { people, joinedUnknown } = await resolveAudience(wave.audience);
    const { willing, tellAt } = await this.#guarded(wave.surveyId, people);
    const { drawn, panel, rounds } = await this.#drawn(
      wave,
      willing,
      people.length,
    );
    const silent = await stores.asks.optedOut();
    return {
      asked: drawn.filter(({ userRef }) => !silent.has(userRef)),
      optedOut: drawn.filter(({ userRef }) => silent.has(userRef)),
      leftOut: {
        joinedUnknown,
        resting: people.length - willing.length,
        notDrawn: willing.length - drawn.length,
      },
      tellAt,
      panel,
      rounds,
    };
  }

  async #guarded(surveyId: string, people: Person[]) {
    const { stores, limits } = this.#options;
    const now = this.#options.now();
    const asks = await stores.asks.asksOf(people.map(each => each.userRef));
    const tellAt = new Map<string, Date>();
    const willing = people.filter(({ userRef }) => {
      const answer = mayAsk({
        ...{ surveyId, kind: 'wave', now, limits },
        asks: asks.get(userRef) ?? [],
      });
      if (answer.verdict === 'later') tellAt.set(userRef, answer.until);
      return answer.verdict !== 'rest';
    });
    return { willing, tellAt };
  }

  async #drawn(
    wave: { surveyId: string; panel?: PanelTerms; seed: string },
    people: Person[],
    population: number,
  ): Promise<{
    drawn: Person[];
    panel?: SeededDraw;
    rounds?: Map<string, number>;
  }> {
    const { panel: terms, seed } = wave;
    if (!terms) return { drawn: people };
    const panel = { share: terms.share, seed, population };
    if (population <= CENSUS_UP_TO) {
      return { drawn: people, panel: { ...panel, census: true } };
    }
    const { drawn, rounds } = drawPanel({
      ...{ people, seed },
      rounds: await this.#options.stores.asks.rounds(wave.surveyId),
      size: Math.ceil(population * terms.share),
    });
    return { drawn, rounds, panel: { ...panel, census: false } };
  }
}
