export * from './facts-changed.js';
