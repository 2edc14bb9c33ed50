export * from './PreviewService';
