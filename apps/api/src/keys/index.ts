export { type Asked, CodeChallenges } from './code-challenges.js';
export { type CompanyKey, CompanyKeys } from './company-keys.js';
export { eraseCodeOf } from './erase-rows.js';
export { KeysModule } from './keys.module.js';
export { publicKeyRefused } from './public-key-refused.js';
export { RecoveryCodes } from './recovery-codes.js';
export { usablePublicKey } from './x25519.js';
