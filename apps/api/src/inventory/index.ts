export { eraseInventoryOf } from './erase-rows.js';
export { InventoryModule } from './inventory.module.js';
export { type UnenrolledPhones, unenrolledPhones } from './matching/unenrolled-phones.js';
export { WatchSources } from './vanished/watch-sources.js';
