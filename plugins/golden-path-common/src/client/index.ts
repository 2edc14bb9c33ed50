export * from './GoldenPathApi';
export * from './GoldenPathClient';
