import { timeSavedHours } from './timeSavedHours';

it.each([
  ['PT8H', 8],
  ['P1DT30M', 24.5],
  ['P1W', 168],
  ['PT90M', 1.5],
  ['PT', undefined],
  ['P', undefined],
  ['8 hours', undefined],
  [undefined, undefined],
])('reads %s', (text, hours) => {
  expect(timeSavedHours(text)).toBe(hours);
});
