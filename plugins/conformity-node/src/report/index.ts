export * from './createPreview';
export * from './renderJson';
export * from './renderJUnit';
export * from './renderMarkdown';
export * from './renderSarif';
export * from './renderText';
