export { default, conformityPlugin } from './plugin';
export * from './api/conformityApiRef';
export * from './catalogModule';
export * from './translation';
export * from './components/marks/LevelBadge';
export * from './components/marks/ScoreBadge';
export * from './components/home/MyServicesConformity';
export * from './components/scaffolder/ConformityScoreOutput';
