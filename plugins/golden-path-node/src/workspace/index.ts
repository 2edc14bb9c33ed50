export * from './annotateCatalogInfo';
export * from './readWorkspace';
