export { goldenPathPlugin as default } from './plugin';
export { goldenPathApiRef } from './api/goldenPathApiRef';
export { goldenPathTranslationRef } from './translation';
export * from './api/apiRefs';
export { driftTranslationRef } from './components/drift/translation';
export { upgradeTranslationRef } from './components/upgrade/translation';
export { adoptionTranslationRef } from './components/adoption/translation';
export { rolloutsTranslationRef } from './components/rollouts/translation';
