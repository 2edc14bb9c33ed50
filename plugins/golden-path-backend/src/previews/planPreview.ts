import {
  TemplateEntityStepV1beta3,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import { PreviewSkippedStep } from '@waymark-idp/plugin-golden-path-common';

/** A template made ready to be rendered without consequences. */
export interface PreviewPlan {
  template: TemplateEntityV1beta3;
  skipped: PreviewSkippedStep[];
  warnings: string[];
}

/** Our own actions that take part in a dry run only to say what they would do. */
const ANNOUNCING = ['publish:repository', 'repository:discard'];

/**
 * Takes out of a template what a preview must not, or need not, run.
 *
 * Steps that only some people may see are left out for everybody: the preview
 * runs with the portal's rights, and must not show more than the caller may see.
 */
export function planPreview(template: TemplateEntityV1beta3): PreviewPlan {
  const skipped: PreviewSkippedStep[] = [];
  const steps = template.spec.steps.filter((step, index) => {
    if (step['backstage:permissions']?.tags?.length) {
      skipped.push(
        toSkipped(step, index, 'It depends on who runs the template.'),
      );
      return false;
    }
    if (step.action === 'repository:discard') {
      return false;
    }
    if (ANNOUNCING.includes(step.action)) {
      skipped.push(toSkipped(step, index, 'A preview publishes nothing.'));
    }
    return true;
  });

  const warnings: string[] = [];
  if (steps.some(step => /\$\{\{[^}]*\buser\b/.test(JSON.stringify(step)))) {
    warnings.push(
      'Places where the template names the person who runs it are empty in the preview.',
    );
  }
  if (template.spec.secrets) {
    warnings.push('Places that hold a secret are empty in the preview.');
  }

  const { secrets, ...spec } = template.spec;
  return {
    template: { ...template, spec: { ...spec, steps } },
    skipped,
    warnings,
  };
}

/** A skipped step, in the shape of a preview. Ids and names as the scaffolder gives them where the template has none. */
export function toSkipped(
  step: TemplateEntityStepV1beta3,
  index: number,
  reason: string,
): PreviewSkippedStep {
  return {
    id: step.id ?? `step-${index + 1}`,
    name: step.name ?? step.action,
    action: step.action,
    reason,
  };
}
