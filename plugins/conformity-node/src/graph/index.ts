export { declarationsOf, LAYER_ANNOTATION } from './declarations';
export { isDeclarationFile } from './declarationFiles';
export { graphDigests } from './graphDigests';
export { graphPartOf } from './graphPartOf';
export { resilienceSchema } from './resilienceSchema';
export { usesGraph } from './usesGraph';
