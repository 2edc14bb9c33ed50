export * from './NameService';
