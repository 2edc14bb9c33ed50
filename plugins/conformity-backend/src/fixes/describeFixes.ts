import { Check, ComponentFixPlan } from '@waymark-idp/plugin-conformity-common';

const LONGEST_TITLE = 200;
// A proposal takes 60,000 characters; the rest is for what comes around it.
const LONGEST_TEXT = 50_000;

/** The text of a proposal that fixes checks: of each why, and how. Markdown. */
export function describeFixes(options: {
  plan: ComponentFixPlan;
  checks: readonly Check[];
  /** Of the component, as people call it. */
  name: string;
  /** Address of the component's scorecard. */
  scorecardUrl: string;
}): { title: string; description: string } {
  const { plan, checks, name, scorecardUrl } = options;
  const byId = new Map(checks.map(check => [check.id, check]));
  const fixed = plan.checks.filter(({ fixable }) => fixable);
  const sections = [
    `This fixes ${
      fixed.length === 1 ? 'a check' : `${fixed.length} checks`
    } that [${name}](${scorecardUrl}) fails${scoresOf(plan)}.`,
    ...fixed.map(({ check: id, title, paths }) => {
      const check = byId.get(id);
      return [
        `## ${oneLine(title)}`,
        `Changes ${paths.map(path => `\`${path}\``).join(', ')}.`,
        `**Why.** ${check?.why.trim() ?? ''}`,
        `**How.** ${check?.fix.trim() ?? ''}`,
      ].join('\n\n');
    }),
  ];
  const unsure = fixed.filter(({ passes }) => !passes);
  if (unsure.length > 0) {
    sections.push(
      `Whether these pass is known once it is merged: ${unsure
        .map(({ check }) => `\`${check}\``)
        .join(', ')}.`,
    );
  }
  const last = `When this is merged, the [scorecard](${scorecardUrl}) is worked out again by itself.`;
  return {
    title: titleOf(fixed, name),
    description: [cut(sections.join('\n\n')), last].join('\n\n'),
  };
}

function titleOf(fixed: ComponentFixPlan['checks'], name: string): string {
  const title =
    fixed.length === 1
      ? `Fix: ${oneLine(fixed[0].title)}`
      : `Fix ${fixed.length} checks of ${name}`;
  return title.slice(0, LONGEST_TITLE);
}

function scoresOf({ before, after }: ComponentFixPlan): string {
  return before.score !== undefined && after.score !== undefined
    ? `: its score goes from ${before.score} to ${after.score}`
    : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT
    ? `${text.slice(0, LONGEST_TEXT)}\n\n…`
    : text;
}
