/** A score as people read it: no decimal unless there is one. */
export function formatScore(score: number): string {
  return String(Math.round(score * 10) / 10);
}

/** A share from 0 to 1 as a percentage, never rounded up to a false 100 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rounded = percent > 99 && percent < 100 ? 99 : Math.round(percent);
  return `${rounded} %`;
}

/** The first seven characters of a commit, as git shows it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 minutes ago", in the language given. */
export function relativeTime(
  date: Date,
  now: Date,
  language: string | undefined,
): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const difference = date.getTime() - now.getTime();
  for (const [unit, length] of units) {
    if (Math.abs(difference) >= length) {
      return format.format(Math.round(difference / length), unit);
    }
  }
  return format.format(0, 'second');
}
