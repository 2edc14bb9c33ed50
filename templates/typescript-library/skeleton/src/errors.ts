/**
 * Amounts of different currencies do not add up.
 *
 * @public
 */
export class CurrencyMismatchError extends Error {
  override readonly name = 'CurrencyMismatchError';
}
