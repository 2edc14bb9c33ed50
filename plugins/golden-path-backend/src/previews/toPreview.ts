import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ScaffolderDryRunResponse,
  TemplateEntityV1beta3,
} from '@backstage/plugin-scaffolder-common';
import {
  TEMPLATE_VERSION_ANNOTATION,
  TemplatePreview,
} from '@waymark-idp/plugin-golden-path-common';
import { PreviewPlan, toSkipped } from './planPreview';
import { toPreviewFiles } from './toPreviewFiles';

/** What a dry run made of a template. */
export interface Rendered
  extends Pick<ScaffolderDryRunResponse, 'directoryContents' | 'log'> {
  plan: PreviewPlan;
}

/** What people are shown of it. */
export function toPreview(
  template: TemplateEntityV1beta3,
  { plan, directoryContents, log }: Rendered,
): TemplatePreview {
  const unsupported = new Set(
    log
      .filter(({ body }) => body.message.endsWith('does not support dry-run'))
      .map(({ body }) => body.stepId),
  );
  const version = template.metadata.annotations?.[TEMPLATE_VERSION_ANNOTATION];
  return {
    templateRef: stringifyEntityRef(template),
    ...(version && { templateVersion: version }),
    files: toPreviewFiles(directoryContents),
    skipped: [
      ...plan.skipped,
      ...plan.template.spec.steps
        .map((step, index) =>
          toSkipped(step, index, 'It would change something outside.'),
        )
        .filter(step => unsupported.has(step.id)),
    ],
    warnings: plan.warnings,
  };
}
