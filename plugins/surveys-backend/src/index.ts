export { surveysPlugin as default } from './plugin';
