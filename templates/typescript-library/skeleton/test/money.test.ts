import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMoney, CurrencyMismatchError, formatMoney, money } from '../src/index.ts';

test('amounts add up exactly, in any order and beyond what a number holds', () => {
  const amounts = [10, 20, -5, 33].map((minor) => money(minor, 'EUR'));
  const [first = money(0, 'EUR'), ...others] = amounts;
  assert.deepEqual(addMoney(first, ...others), money(58, 'EUR'));
  const [last = money(0, 'EUR'), ...before] = amounts.toReversed();
  assert.deepEqual(addMoney(last, ...before), money(58, 'EUR'));
  const huge = money(2n ** 80n, 'EUR');
  assert.equal(addMoney(huge, money(1, 'EUR')).minor, 2n ** 80n + 1n);
});

test('what does not fit together is refused, and said', () => {
  assert.throws(() => addMoney(money(1, 'EUR'), money(1, 'SEK')), CurrencyMismatchError);
  assert.throws(() => money(0.5, 'EUR'), /0\.5 is no whole number/);
  assert.throws(() => money(Number.MAX_SAFE_INTEGER + 1, 'EUR'), RangeError);
  assert.throws(() => money(1, 'euro'), /"euro" is no ISO 4217 currency/);
});

test('amounts are written as people read them, with as many digits as the currency has', () => {
  assert.equal(formatMoney(money(-123456, 'EUR'), 'en-IE'), '-€1,234.56');
  assert.equal(formatMoney(money(5, 'EUR'), 'en-IE'), '€0.05');
  assert.equal(formatMoney(money(1234, 'JPY'), 'en-US'), '¥1,234');
  assert.equal(formatMoney(money(2n ** 60n, 'USD'), 'en-US'), '$11,529,215,046,068,469.76');
});
