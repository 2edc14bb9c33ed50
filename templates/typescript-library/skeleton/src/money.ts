/**
 * An amount in the smallest unit of its currency, such as cents: whole numbers add up exactly.
 *
 * @public
 */
export interface Money {
  /** In the smallest unit; may be negative. */
  readonly minor: bigint;
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
}

/**
 * Makes an amount.
 *
 * @param minor - in the smallest unit of the currency, such as cents
 * @param currency - ISO 4217, in capital letters
 * @throws RangeError where the amount is no whole number, or the currency no ISO 4217 code
 * @example
 * ```ts
 * money(1250, 'EUR'); // 12.50 euros
 * ```
 *
 * @public
 */
export function money(minor: bigint | number, currency: string): Money {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) {
    throw new RangeError(`${minor} is no whole number of the smallest unit`);
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new RangeError(`${JSON.stringify(currency)} is no ISO 4217 currency, such as EUR`);
  }
  return { minor: BigInt(minor), currency };
}
