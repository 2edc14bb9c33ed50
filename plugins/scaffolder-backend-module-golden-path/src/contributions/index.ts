export * from './describeContribution';
export * from './PlatformRepository';
