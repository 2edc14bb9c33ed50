export * from './Adopter';
export * from './createAdopter';
export * from './describeAdoption';
