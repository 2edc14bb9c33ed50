import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const DAY_MS = 86_400_000;

/** The longest term of a waiver: `conformity.waivers.longestTerm`, 90 days unless configured. */
export function readLongestTerm(config: Config): number {
  const key = 'conformity.waivers.longestTerm';
  const milliseconds = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : 90 * DAY_MS;
  if (milliseconds <= 0) {
    throw new InputError(`${key} is to be a duration, such as { days: 90 }`);
  }
  return milliseconds;
}

/** A term in days, for people and forms. */
export function inDays(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MS);
}

/** What is wrong with an expiry, if something is. */
export function problemOfExpiry(
  expiresAt: Date,
  options: { now: Date; longestTerm: number },
): string | undefined {
  const term = expiresAt.getTime() - options.now.getTime();
  if (Number.isNaN(term)) {
    return 'The expiry is not a date';
  }
  if (term <= 0) {
    return `The expiry ${dayOf(
      expiresAt,
    )} has passed: choose one in the future`;
  }
  // The rest of the day counts: a form asks for a date, not for a minute.
  if (term > options.longestTerm + DAY_MS) {
    const last = new Date(options.now.getTime() + options.longestTerm);
    return `The expiry ${dayOf(
      expiresAt,
    )} is too far away: a waiver lasts ${inDays(
      options.longestTerm,
    )} days at most, which is until ${dayOf(last)}`;
  }
  return undefined;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
