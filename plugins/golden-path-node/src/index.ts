/**
 * What the golden path's backend and its scaffolder actions share: recorded
 * answers, the rendered tree, and the git hosts that names live on.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './hosts';
export * from './workspace';
