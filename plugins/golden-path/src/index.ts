export { goldenPathPlugin as default } from './plugin';
export { goldenPathApiRef } from './api/goldenPathApiRef';
export { goldenPathTranslationRef } from './translation';
