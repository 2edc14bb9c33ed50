export * from './AdoptionClient';
export * from './GoldenPathApi';
export * from './GoldenPathClient';
export type {
  GoldenPathClientOptions,
  GoldenPathRequestOptions,
} from './GoldenPathRequests';
export * from './RolloutsClient';
export * from './UpgradesClient';
