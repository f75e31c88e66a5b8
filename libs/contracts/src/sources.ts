/**
 * The door for programs that only read phones: what sources are made of, without the schemas of the control plane's
 * interface, which take a program 0.1 s to load (measured 2026-11-23).
 */
export { CATEGORIES } from './category-names.js';
export { SourceError } from './sources/source-error.js';
export { PHONE_STORE } from './sources/push-source.js';
export { IPHONE_MODELS } from './iphone-models.js';
