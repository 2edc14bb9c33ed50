import { CurrencyMismatchError } from './errors.ts';
import type { Money } from './money.ts';

/**
 * Adds amounts of one currency.
 *
 * @throws {@link CurrencyMismatchError} where the currencies differ
 *
 * @public
 */
export function addMoney(first: Money, ...others: readonly Money[]): Money {
  let minor = first.minor;
  for (const other of others) {
    if (other.currency !== first.currency) {
      throw new CurrencyMismatchError(
        `${other.currency} cannot be added to ${first.currency}: convert it first`,
      );
    }
    minor += other.minor;
  }
  return { minor, currency: first.currency };
}
