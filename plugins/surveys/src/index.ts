export { surveysPlugin as default } from './plugin';
export { surveysApiRef } from './api/surveysApiRef';
export { YouSaidWeDid } from './promises/YouSaidWeDid';
export { surveysManageTranslationRef } from './manage/translation';
export { surveysPrivacyTranslationRef } from './privacy/translation';
export { surveysPromisesTranslationRef } from './promises/translation';
export { surveysPromptTranslationRef } from './prompt/translation';
export { surveysResultsTranslationRef } from './results/translation';
export { surveysTranslationRef } from './translation';
