export { KeepTerms } from './keep-terms.js';
export { type About, type KeptTable, REGISTER } from './register/index.js';
export { TERMS } from './terms.js';
export { RetentionModule } from './retention.module.js';
