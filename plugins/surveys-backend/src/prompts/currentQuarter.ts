/** The quarter that a time is in, in UTC: what to call it, and when it is over. */
export function currentQuarter(now: Date): { title: string; endsAt: Date } {
  const year = now.getUTCFullYear();
  const quarter = Math.floor(now.getUTCMonth() / 3);
  return {
    title: `Q${quarter + 1} ${year}`,
    endsAt: new Date(Date.UTC(year, quarter * 3 + 3)),
  };
}
