export { surveysPlugin as default } from './plugin';
export { surveysApiRef } from './api/surveysApiRef';
export { surveysTranslationRef } from './translation';
