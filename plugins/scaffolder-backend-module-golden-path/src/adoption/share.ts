/** Below it, a repository does not come from a template in any sense. */
export const LEAST_SHARE = 0.1;

/** `0.234` as `23 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
