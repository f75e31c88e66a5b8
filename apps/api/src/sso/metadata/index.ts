export { fetchMetadata } from './fetch-metadata.js';
export { ourMetadata } from './our-metadata.js';
export { type IdpMetadata, readMetadata } from './read-metadata.js';
