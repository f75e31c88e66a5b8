export * from './storage-error.js';
export * from './location/location.js';
export * from './repository/repository.js';
export * from './repository/opening.js';
