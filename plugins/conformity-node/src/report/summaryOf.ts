import { OutcomeState, Preview } from '@waymark-idp/plugin-conformity-common';

const WORDS: Record<OutcomeState, string> = {
  passed: 'passed',
  failed: 'failed',
  error: 'could not be asked',
  waived: 'waived',
  'not-applicable': 'not asked',
};

/** How many of what: `38 passed, 4 failed, 3 not asked`. */
export function countsInWords({ counts }: Preview): string {
  return (Object.keys(WORDS) as OutcomeState[])
    .filter(state => counts[state] > 0)
    .map(state => `${counts[state]} ${WORDS[state]}`)
    .join(', ');
}

/** `Score 83.3, level bronze`. */
export function scoreInWords({ score, level }: Preview): string {
  return score === undefined
    ? 'No score: nothing is asked of it'
    : `Score ${score}, level ${level}`;
}

/** What was evaluated: the commit, and whether files differ from it. */
export function commitInWords({ commit, modified }: Preview): string {
  if (!commit) {
    return modified ? 'files that are not committed' : '';
  }
  const short = /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 10) : commit;
  return modified ? `${short} with changes` : short;
}
