import {
  ANSWERS_PATH,
  IGNORE_PATH,
} from '@waymark-idp/plugin-golden-path-common';
import { LEAST_SHARE, percent } from './share';
import { AdoptionPlan } from './types';

const MOST_LISTED = 20;
const LONGEST_TEXT = 50_000;

/** The text of the proposal: what, why, and what was left out. Markdown. */
export function describeAdoption(plan: AdoptionPlan): {
  title: string;
  description: string;
} {
  const { identity } = plan;
  const sections = [
    `This takes \`${identity.entityRef}\` onto the golden path. No file that is there is replaced: what is added is listed below, and yours to decide about.`,
    ...(plan.template
      ? aboutTemplate(plan, plan.template)
      : withoutTemplate(plan)),
    ...aboutCatalogInfo(plan),
    ...aboutFixes(plan),
    ...leftOut(plan),
  ];
  return {
    title: `Adopt the golden path: ${identity.name}`,
    description: sections.join('\n\n').slice(0, LONGEST_TEXT),
  };
}

function aboutTemplate(
  { ranked }: AdoptionPlan,
  { version, nearness }: NonNullable<AdoptionPlan['template']>,
): string[] {
  const { same, different, missing, share } = nearness;
  const others = ranked.filter(
    ({ version: other }) => other.ref !== version.ref,
  );
  const nextRefs = [...new Set(others.map(({ version: other }) => other.ref))];
  const next = nextRefs.slice(0, 3).map(ref => {
    const best = others.find(({ version: other }) => other.ref === ref)!;
    return `\`${ref}\` (${percent(best.nearness.share)})`;
  });
  return [
    '## The template',
    `\`${version.ref}\` ${version.version} is ${percent(
      share,
    )} near: of what it renders, ${count(same, 'file')} ${
      same.length === 1 ? 'is' : 'are'
    } the same here, ${different.length} ${
      different.length === 1 ? 'is' : 'are'
    } different, and ${missing.length} ${
      missing.length === 1 ? 'is' : 'are'
    } not there.${next.length > 0 ? ` Next come ${next.join(', ')}.` : ''}`,
    `\`${ANSWERS_PATH}\` records what would have been answered. Why: from it the portal knows how this repository differs from the template, and proposes its next versions by three-way merge. What \`${IGNORE_PATH}\` names, they leave alone.`,
  ];
}

function withoutTemplate({ ranked }: AdoptionPlan): string[] {
  const [nearest] = ranked;
  return [
    '## No template',
    `${
      nearest
        ? `The nearest, \`${nearest.version.ref}\` ${
            nearest.version.version
          }, is ${percent(nearest.nearness.share)} near, and ${percent(
            LEAST_SHARE,
          )} is the least.`
        : 'There is no template that this could be compared with.'
    } So no answers are recorded, and no upgrades will be proposed. Choose a template yourself to record it all the same.`,
  ];
}

function aboutCatalogInfo({ changes, identity }: AdoptionPlan): string[] {
  if (!changes.some(({ path }) => path === 'catalog-info.yaml')) {
    return [];
  }
  return [
    '## catalog-info.yaml',
    identity.declared
      ? 'It gets what is missing; all else stays, comments too. Why: the catalog shows where the component came from, and relates it to its template.'
      : `It is made from what the repository says of itself, with \`${identity.owner}\` as owner. Why: the catalog, the scorecard and the documentation begin with it.`,
  ];
}

function aboutFixes({ fixes }: AdoptionPlan): string[] {
  if (fixes === undefined) {
    return [];
  }
  const title = '## Fixes';
  if (typeof fixes === 'string') {
    return [title, `What could be fixed could not be worked out: ${fixes}`];
  }
  const fixed = fixes.checks.filter(({ fixable }) => fixable);
  if (fixed.length === 0) {
    return [title, 'No check fails that could be fixed in files.'];
  }
  const { before, after } = fixes;
  return [
    title,
    `${count(fixed, 'check')} that would fail ${
      fixed.length === 1 ? 'is' : 'are'
    } fixed${
      after.score === undefined
        ? ''
        : `: the score ${
            before.score === undefined
              ? 'begins at'
              : `goes from ${before.score} to`
          } ${after.score}`
    }.`,
    fixed
      .map(
        ({ title: check, paths }) =>
          `- ${oneLine(check)}: ${paths.map(path => `\`${path}\``).join(', ')}`,
      )
      .join('\n'),
  ];
}

function leftOut(plan: AdoptionPlan): string[] {
  const { template, fixes, notCompared, changes, absent } = plan;
  const lines: string[] = [];
  if (template) {
    const { different } = template.nearness;
    if (absent.length > 0) {
      const named = changes.some(({ path }) => path === IGNORE_PATH)
        ? `, as \`${IGNORE_PATH}\` says now`
        : '';
      lines.push(
        `Files of the template that are not here${named}: ${list(absent)}.`,
      );
    }
    if (different.length > 0) {
      lines.push(
        `Files that the template has otherwise, and that stay as they are: ${list(
          different,
        )}.`,
      );
    }
    const { withheld } = template.answers;
    if (withheld.length > 0) {
      lines.push(`Answers that are or hold secrets: ${list(withheld)}.`);
    }
  }
  if (typeof fixes === 'object') {
    for (const { fixable, title, reason } of fixes.checks) {
      if (!fixable && reason) {
        lines.push(`${oneLine(title)}: ${oneLine(reason)}`);
      }
    }
  }
  lines.push(...notCompared);
  return lines.length === 0
    ? []
    : ['## Left out', lines.map(line => `- ${line}`).join('\n')];
}

function list(paths: readonly string[]): string {
  const more = paths.length - MOST_LISTED;
  return `${paths
    .slice(0, MOST_LISTED)
    .map(path => `\`${path}\``)
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
