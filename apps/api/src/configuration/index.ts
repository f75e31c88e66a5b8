export * from './configuration.js';
export * from './configuration-error.js';
export * from './configuration.module.js';
export * from './data-folder.js';
export * from './seal.js';
export * from './secret-key.js';
