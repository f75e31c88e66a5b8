export * from './erase-directory.js';
export * from './facts-changed.js';
