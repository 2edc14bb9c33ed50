export { entityAfter } from './entityAfter';
export { fixTemplateOf, planFix } from './planFix';
export type { FixPlan, PlanFixOptions } from './planFix';
export { planFixes } from './planFixes';
export type { FixContext } from './planFixes';
export { setValue } from './setValue';
export type { Setting } from './setValue';
export { withChanges } from './withChanges';
export type { FileChange } from './withChanges';
