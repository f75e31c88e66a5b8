export * from './erase-directory.js';
export * from './facts-changed.js';
export * from './match-inventory.js';
