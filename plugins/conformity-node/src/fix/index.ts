export { entityAfter } from './entityAfter';
export { fixTemplateOf, planFix } from './planFix';
export type { FixPlan, PlanFixOptions } from './planFix';
export { withChanges } from './withChanges';
export type { FileChange } from './withChanges';
