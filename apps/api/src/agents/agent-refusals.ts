import { DomainError } from '../problems/domain-error.js';

/** Final: no new token helps. */
export const tokenRefused = (): DomainError =>
  new DomainError(
    'agent-token-refused',
    'This workstation is not enrolled, or no longer. What it has backed up is kept; enrol it again to go on.',
  );

export const expired = (): DomainError =>
  new DomainError(
    'agent-token-expired',
    'The access token is older than ten minutes. Refresh it and try again.',
  );

export const nonceRequired = (): DomainError =>
  new DomainError(
    'dpop-nonce-required',
    'The proof needs a nonce of this server, and a recent one. Try again with the one in this answer.',
  );

export const proofRefused = (): DomainError =>
  new DomainError(
    'dpop-proof-refused',
    'The proof is not one for this request by the key of this token, or was used before. Nothing was changed.',
  );
