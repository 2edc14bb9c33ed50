/**
 * Amounts of money that add up: an example of a public interface. Replace it with yours.
 *
 * Everything that is exported here is promised to those who depend on the library. `npm run api` writes it down in
 * `api/report.api.md`, so that nobody changes it without seeing it.
 *
 * @packageDocumentation
 */
export { addMoney } from './add-money.ts';
export { CurrencyMismatchError } from './errors.ts';
export { formatMoney } from './format-money.ts';
export type { Money } from './money.ts';
export { money } from './money.ts';
