export { techdocsWithPlainMkdocs } from './techdocsWithPlainMkdocs';
