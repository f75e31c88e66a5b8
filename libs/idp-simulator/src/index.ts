export { newIdpKey, type IdpKey } from './idp-key.js';
