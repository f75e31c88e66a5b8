export { KeepTerms } from './keep-terms.js';
export { RetentionModule } from './retention.module.js';
