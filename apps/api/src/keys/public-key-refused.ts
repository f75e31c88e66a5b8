import { DomainError } from '../problems/index.js';

export const publicKeyRefused = (): DomainError =>
  new DomainError(
    'public-key-refused',
    'This is not the public half of an X25519 key to which anything can be sealed. Nothing was changed. Give its 32 bytes in base64.',
  );
