/** A sum that is released: the places of the segments in it, each once. */
export type Row = readonly number[];

/** Two primes whose squares a double holds: what one hides by chance the other shows. */
const PRIMES = [94_906_249, 94_906_247] as const;

/** More subsets than this are not tried one by one. */
const MOST_SUBSETS = 4000;

/**
 * Looks for what can be worked out about few answers from released sums.
 *
 * Whoever has the sums can take any of them any number of times, and add and
 * subtract: the row space. Something is worked out about few where a row of that
 * space, other than 0, touches segments with fewer than `minimum` answers in all.
 * Segments that are in the same sums can never be told apart, so they count as
 * one; then all sets of fewer than `minimum` answers are tried, which are few,
 * and the search is complete. Returns the rows that go into such a combination,
 * or undefined where there is none.
 */
export function findLeak(
  rows: readonly Row[],
  answers: readonly number[],
  minimum: number,
): number[] | undefined {
  const { classes, sizes } = classesOf(rows, answers);
  const small = sizes.flatMap((size, at) => (size < minimum ? [at] : []));
  if (small.length === 0) return undefined;
  for (const subset of maximalSubsets(small, sizes, minimum)) {
    const touching = combination(classes, sizes.length, subset);
    if (touching) return touching;
  }
  return undefined;
}

/** The rows over segments that no row tells apart; segments without answers are nobody. */
function classesOf(rows: readonly Row[], answers: readonly number[]) {
  const memberships = answers.map((): number[] => []);
  rows.forEach((row, at) => row.forEach(place => memberships[place].push(at)));
  const known = new Map<string, number>();
  const sizes: number[] = [];
  const classes = rows.map((): number[] => []);
  memberships.forEach((own, place) => {
    if (answers[place] === 0 || own.length === 0) return;
    const key = own.join();
    const at = known.get(key);
    if (at !== undefined) {
      sizes[at] += answers[place];
      return;
    }
    known.set(key, sizes.length);
    for (const row of own) classes[row].push(sizes.length);
    sizes.push(answers[place]);
  });
  return { classes, sizes };
}

/**
 * The sets of small classes with fewer than `minimum` answers that no other such
 * set contains; where they are too many, one set of all, which finds more than
 * there is, and errs towards hiding.
 */
function maximalSubsets(
  small: number[],
  sizes: readonly number[],
  minimum: number,
): number[][] {
  const found: number[][] = [];
  const extend = (from: number, chosen: number[], left: number): boolean => {
    let grew = false;
    for (let at = from; at < small.length; at++) {
      if (sizes[small[at]] <= left) {
        grew = true;
        const next = [...chosen, small[at]];
        if (!extend(at + 1, next, left - sizes[small[at]])) return false;
      }
    }
    if (!grew && chosen.length > 0) found.push(chosen);
    return found.length <= MOST_SUBSETS;
  };
  return extend(0, [], minimum - 1) ? found : [small];
}

/**
 * The rows that a sum can be worked out from, or undefined where it cannot.
 */
export function findDerivation(
  rows: readonly Row[],
  sum: Row,
  answers: readonly number[],
): number[] | undefined {
  const answered = (row: Row) => row.filter(place => answers[place] > 0);
  const matrix = [...rows, sum].map(answered);
  const target = rows.length;
  for (const prime of PRIMES) {
    const left = eliminated(matrix, answers.length, prime);
    const found = left.find(({ of }) => of.includes(target));
    if (found) return found.of.filter(row => row !== target);
  }
  return undefined;
}

/** The rows of a combination that is 0 outside of `inside`, and not inside. */
function combination(
  rows: readonly Row[],
  width: number,
  inside: number[],
): number[] | undefined {
  const order = new Array<number>(width).fill(-1);
  let outside = 0;
  for (let column = 0; column < width; column++) {
    if (!inside.includes(column)) order[column] = outside++;
  }
  inside.forEach((column, at) => {
    order[column] = outside + at;
  });
  const ordered = rows.map(row => row.map(column => order[column]));
  for (const prime of PRIMES) {
    const found = eliminated(ordered, width, prime, outside).find(
      ({ rest }) => rest,
    );
    if (found) return found.of;
  }
  return undefined;
}

/**
 * Gaussian elimination modulo a prime, with the unit matrix beside it to know
 * what was combined: the combinations that are 0 in the first `upTo` columns,
 * the rows in them, and whether anything is left in the other columns.
 */
function eliminated(
  rows: readonly Row[],
  width: number,
  prime: number,
  upTo = width,
): { of: number[]; rest: boolean }[] {
  const matrix = rows.map((row, at) => {
    const values = new Float64Array(width + rows.length);
    for (const column of row) values[column] = 1;
    values[width + at] = 1;
    return values;
  });
  let done = 0;
  for (let column = 0; column < upTo && done < matrix.length; column++) {
    let pivot = done;
    while (pivot < matrix.length && matrix[pivot][column] === 0) pivot += 1;
    if (pivot === matrix.length) continue;
    [matrix[done], matrix[pivot]] = [matrix[pivot], matrix[done]];
    const inverse = power(matrix[done][column], prime - 2, prime);
    for (let row = done + 1; row < matrix.length; row++) {
      const value = matrix[row][column];
      if (value > 0) {
        const factor = prime - ((value * inverse) % prime);
        addTo(matrix[row], matrix[done], factor, column, prime);
      }
    }
    done += 1;
  }
  return matrix.slice(done).map(row => ({
    of: rows.flatMap((_, at) => (row[width + at] > 0 ? [at] : [])),
    rest: row.subarray(upTo, width).some(value => value > 0),
  }));
}

function addTo(
  target: Float64Array,
  source: Float64Array,
  factor: number,
  from: number,
  prime: number,
) {
  for (let at = from; at < target.length; at++) {
    if (source[at] > 0) target[at] = (target[at] + source[at] * factor) % prime;
  }
}

function power(base: number, exponent: number, prime: number): number {
  let result = 1;
  let square = base % prime;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
