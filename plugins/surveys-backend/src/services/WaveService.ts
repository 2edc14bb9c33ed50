import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Audience,
  NewWave,
  PrivacyTerms,
  Survey,
  Wave,
  WavePage,
  WaveStatus,
} from '@waymark-idp/plugin-surveys-common';
import { normalizeGroupRef, type Person } from '../audience/resolveAudience';
import { groupsOf } from '../audience/groupsOf';
import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/DatabaseWaveStore';
import { toWave } from './toWave';
import type { WaveAnnouncer } from './WaveAnnouncer';

/** Nothing is shown about fewer answers than this, and nobody asked with fewer. */
export const MINIMUM_GROUP_SIZE = 5;

const MINIMUM_COMMENTS = 10;

/** What a wave service works with. */
export interface WaveServiceOptions {
  stores: Stores;
  surveys: readonly Survey[];
  resolveAudience: (audience: Audience) => Promise<Person[]>;
  /** Undefined: nobody is told. */
  announcer?: WaveAnnouncer;
  now: () => Date;
}

/** Creates and opens waves. Closing is the work of {@link WaveCloser}. */
export class WaveService {
  readonly #stores: Stores;
  readonly #surveys: readonly Survey[];
  readonly #resolveAudience: WaveServiceOptions['resolveAudience'];
  readonly #announcer?: WaveAnnouncer;
  readonly #now: () => Date;

  static create(options: WaveServiceOptions) {
    return new WaveService(options);
  }

  private constructor(options: WaveServiceOptions) {
    this.#stores = options.stores;
    this.#surveys = options.surveys;
    this.#resolveAudience = options.resolveAudience;
    this.#announcer = options.announcer;
    this.#now = options.now;
  }

  async list(options: {
    status?: WaveStatus;
    limit: number;
    cursor?: string;
  }): Promise<WavePage> {
    const page = await this.#stores.waves.list(options);
    return { ...page, items: page.items.map(toWave) };
  }

  async get(id: string): Promise<Wave> {
    return toWave(found(await this.#stores.waves.get(id), id));
  }

  async create(wave: NewWave, createdBy: string): Promise<Wave> {
    const survey = this.#surveys.find(item => item.id === wave.surveyId);
    if (!survey) {
      throw new InputError(
        `There is no survey "${wave.surveyId}". Known: ${
          this.#surveys.map(item => item.id).join(', ') || 'none'
        }.`,
      );
    }
    const dates = this.#checkDates(wave);
    const audience: Audience =
      'groups' in wave.audience
        ? { groups: wave.audience.groups.map(normalizeGroupRef) }
        : wave.audience;
    assertEnough(await this.#resolveAudience(audience));

    const terms: PrivacyTerms = {
      mode: wave.mode ?? survey.mode,
      minimumGroupSize: MINIMUM_GROUP_SIZE,
      minimumComments: MINIMUM_COMMENTS,
    };
    const stored = await this.#stores.waves.insert({
      ...dates,
      surveyId: survey.id,
      title: wave.title ?? survey.title,
      description: survey.description,
      questions: survey.questions,
      audience,
      terms,
      createdBy,
    });
    return toWave(stored);
  }

  /** Invites the audience as the catalog has it now. */
  async open(id: string): Promise<Wave> {
    const draft = found(await this.#stores.waves.get(id), id);
    assertDraft(draft);
    const people = await this.#resolveAudience(draft.audience);
    assertEnough(people);
    const { groups, groupOf } = groupsOf(people, draft.terms.minimumGroupSize);

    const opened = await this.#stores.knex.transaction(async trx => {
      const wave = found(await this.#stores.waves.lock(trx, id, 'update'), id);
      assertDraft(wave);
      const at = this.#now();
      if (new Date(wave.closesAt) <= at) {
        throw new ConflictError(
          `This wave was to close on ${wave.closesAt}, which is over. Create a new one.`,
        );
      }
      await this.#stores.waves.markOpen(trx, id, {
        at,
        invited: people.length,
        groups,
      });
      const invitations = [...groupOf].map(([userRef, groupId]) => ({
        userRef,
        groupId,
      }));
      await this.#stores.invitations.insert(trx, id, invitations);
      return found(await this.#stores.waves.get(id, trx), id);
    });

    const wave = toWave(opened);
    await this.#announcer?.opened(
      wave,
      people.map(person => person.userRef),
    );
    return wave;
  }

  #checkDates({ opensAt, closesAt }: NewWave) {
    const opens = opensAt === undefined ? undefined : new Date(opensAt);
    const closes = new Date(closesAt);
    if (Number.isNaN(closes.getTime()) || Number.isNaN(opens?.getTime())) {
      throw new InputError(
        'opensAt and closesAt have to be times such as 2026-03-31T16:00:00Z.',
      );
    }
    if (closes <= this.#now() || (opens && closes <= opens)) {
      throw new InputError(
        'closesAt has to be in the future, and after opensAt.',
      );
    }
    return { opensAt: opens?.toISOString(), closesAt: closes.toISOString() };
  }
}

/** The wave, or the error that says there is none. */
export function found<T>(wave: T | undefined, id: string): T {
  if (!wave) throw new NotFoundError(`There is no wave ${id}.`);
  return wave;
}

function assertDraft(wave: StoredWave) {
  if (wave.status !== 'draft') {
    throw new ConflictError(
      `This wave is ${wave.status} already. A wave opens once.`,
    );
  }
}

function assertEnough(people: Person[]) {
  if (people.length < MINIMUM_GROUP_SIZE) {
    throw new InputError(
      `The audience has ${people.length} people. At least ${MINIMUM_GROUP_SIZE} have to be asked, or nothing could be shown of what they say.`,
    );
  }
}
