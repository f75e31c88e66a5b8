export { StorageModule } from './storage.module.js';
export { Locations } from './locations.js';
export type { StoredLocation } from './location-rows.js';
export type { ObjectStore } from './object-store.js';
export { countCopies, type ProvenCopy, recordCopy } from './copy-rows.js';
export { eachWithin } from './each-within.js';
export { locationFigures, type LocationFigures } from './location-rows.js';
export { ownsRepository } from './repository-rows.js';
export { settleUploads } from './upload-rows.js';
