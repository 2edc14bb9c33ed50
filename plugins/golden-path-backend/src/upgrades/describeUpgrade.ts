import { UpgradePlan } from '@waymark-idp/plugin-golden-path-common';

/** The text of an upgrade's proposal: what changes, and what is left to decide. Markdown. */
export function describeUpgrade(plan: UpgradePlan): {
  title: string;
  description: string;
} {
  const name = plan.templateRef.split('/').at(-1);
  const sections = [
    `This takes the repository from version ${plan.from} of the template \`${plan.templateRef}\` to ${plan.to}, keeping what was changed here.`,
  ];
  if (plan.conflicts.length > 0) {
    sections.push(
      `## To decide\n\n${plan.conflicts
        .map(({ path, message }) => `- \`${path}\`: ${message}`)
        .join('\n')}`,
    );
  }
  if (plan.changelog) {
    sections.push(`## What is new\n\n${plan.changelog.replace(/^#/gm, '##')}`);
  }
  if (plan.notes.length > 0) {
    sections.push(
      `## Worth knowing\n\n${plan.notes.map(note => `- ${note}`).join('\n')}`,
    );
  }
  if (plan.ignored.length > 0) {
    sections.push(
      `Left alone, as \`.waymark/ignore\` asks: ${plan.ignored
        .map(path => `\`${path}\``)
        .join(', ')}.`,
    );
  }
  return {
    title: `Upgrade ${name} from ${plan.from} to ${plan.to}`,
    description: sections.join('\n\n'),
  };
}
