import { createHash } from 'node:crypto';

/** Someone who may be drawn. */
export interface PanelMember {
  userRef: string;
  /** The team, which is the stratum; people without one are one together. */
  team?: { ref: string };
}

/** Who was drawn, and in which round everybody is afterwards. */
export interface DrawnPanel<P extends PanelMember> {
  drawn: P[];
  /** By user ref: how often each was drawn, those who came later counted as level. */
  rounds: Map<string, number>;
}

/**
 * Draws `size` people so that nobody is drawn twice before all were drawn once,
 * each team by its part of those whose turn it is (largest remainder). The same
 * people, rounds and seed give the same draw, in whatever order they come.
 *
 * @param rounds - How often each was drawn before. Those who are not in it are
 * new: they begin level with those who were drawn least.
 */
export function drawPanel<P extends PanelMember>(options: {
  people: readonly P[];
  rounds: ReadonlyMap<string, number>;
  size: number;
  seed: string;
}): DrawnPanel<P> {
  const { people, seed } = options;
  const known = people.flatMap(({ userRef }) => {
    const round = options.rounds.get(userRef);
    return round === undefined ? [] : [round];
  });
  const floor = known.reduce(
    (least, round) => Math.min(least, round),
    Infinity,
  );
  const start = Number.isFinite(floor) ? floor : 0;
  const rounds = new Map(
    people.map(({ userRef }) => [
      userRef,
      options.rounds.get(userRef) ?? start,
    ]),
  );

  const drawn: P[] = [];
  let left = Math.min(options.size, people.length);
  const levels = [...new Set(rounds.values())].sort((a, b) => a - b);
  for (const level of levels) {
    if (left === 0) break;
    const turn = people.filter(({ userRef }) => rounds.get(userRef) === level);
    const now = left >= turn.length ? turn : byTeam(turn, left, seed);
    drawn.push(...now);
    left -= now.length;
  }
  for (const { userRef } of drawn) {
    rounds.set(userRef, rounds.get(userRef)! + 1);
  }
  drawn.sort((a, b) => (a.userRef < b.userRef ? -1 : 1));
  return { drawn, rounds };
}

function byTeam<P extends PanelMember>(
  people: readonly P[],
  size: number,
  seed: string,
): P[] {
  const teams = new Map<string, P[]>();
  for (const person of people) {
    const key = person.team?.ref ?? '';
    const known = teams.get(key);
    if (known) known.push(person);
    else teams.set(key, [person]);
  }
  const strata = [...teams].map(([key, members]) => {
    const quota = (members.length * size) / people.length;
    return {
      members: shuffled(members, seed, ({ userRef }) => userRef),
      whole: Math.floor(quota),
      rest: quota - Math.floor(quota),
      tie: chance(seed, `team ${key}`),
    };
  });
  let left = size - strata.reduce((sum, { whole }) => sum + whole, 0);
  // Equal remainders are the rule with teams of one size: the seed decides.
  strata.sort((a, b) => b.rest - a.rest || (a.tie < b.tie ? -1 : 1));
  return strata.flatMap(({ members, whole }) => {
    const more = left > 0 && whole < members.length ? 1 : 0;
    left -= more;
    return members.slice(0, whole + more);
  });
}

function shuffled<T>(items: T[], seed: string, nameOf: (item: T) => string) {
  return items
    .map(item => ({ item, at: chance(seed, nameOf(item)) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ item }) => item);
}

/** A number of 256 bits, in hex, that only the seed and the name decide. */
function chance(seed: string, name: string) {
  return createHash('sha256').update(`${seed}\n${name}`).digest('hex');
}
