/** Refuses an empty list and whatever is not a finite number. */
export function assertNumbers(
  name: string,
  values: readonly number[],
  fewest = 1,
): void {
  if (values.length < fewest) {
    throw new RangeError(
      `${name}: ${fewest} or more numbers are needed, there are ${values.length}`,
    );
  }
  const wrong = values.findIndex(value => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new RangeError(
      `${name}[${wrong}] has to be a finite number, not ${values[wrong]}`,
    );
  }
}

/** Refuses what is not between 0 and 1, both excluded. */
export function assertShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new RangeError(`${name} has to be between 0 and 1, not ${value}`);
  }
}

/** Refuses what is not a whole number of at least `least`. */
export function assertWhole(name: string, value: number, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(
      `${name} has to be a whole number of ${least} or more, not ${value}`,
    );
  }
}
