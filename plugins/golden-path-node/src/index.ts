/**
 * What the golden path's backend, its scaffolder actions and the command line
 * share: recorded answers, rendering, drift, upgrades, adoption, and the git
 * hosts that names live on.
 *
 * @packageDocumentation
 */
export * from './adoption';
export * from './answers';
export * from './drift';
export * from './hosts';
export * from './rendering';
export * from './tree';
export * from './upgrade';
export * from './versions';
export * from './workspace';
