import type { Money } from './money.ts';

/**
 * Writes an amount as people read it in a language.
 *
 * @param amount - the amount
 * @param locale - BCP 47, such as `de-AT`
 *
 * @public
 */
export function formatMoney(amount: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(digits + 1, '0');
  const sign = amount.minor < 0n ? '-' : '';
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  // A text keeps every digit, however large the amount is.
  return format.format(`${sign}${decimal}` as Intl.StringNumericLiteral);
}
