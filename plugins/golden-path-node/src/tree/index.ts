export * from './digestTree';
export * from './FileTree';
export * from './readTree';
export * from './writeTree';
