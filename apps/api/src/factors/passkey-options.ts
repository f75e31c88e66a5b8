import { randomBytes } from 'node:crypto';
import type { PasskeyCreation, PasskeyRequest } from '@holdfast/contracts';
import type { PasskeyRow } from './passkey-rows.js';
import type { RelyingParty } from './relying-party.js';

/** COSE algorithms (IANA): ES256, EdDSA and RS256, which between them every authenticator has. */
export const PASSKEY_ALGORITHMS = [-7, -8, -257] as const;
const TIMEOUT_MS = 300_000;

/** 256 random bits, base64url (WebAuthn Level 3, 13.4.3 asks for 128). */
export const newChallenge = (): string => randomBytes(32).toString('base64url');

const referenceOf = ({ credentialId, transports }: PasskeyRow) => ({
  id: credentialId.toString('base64url'),
  type: 'public-key' as const,
  transports: [...transports],
});

/** For `navigator.credentials.create`. Attestation `none`: nobody here judges makes of authenticators. */
export const creationOptions = (
  party: RelyingParty,
  challenge: string,
  who: { readonly personId: string; readonly name: string; readonly email: string },
  known: readonly PasskeyRow[],
): PasskeyCreation => ({
  rp: { id: party.id, name: party.name },
  user: {
    id: Buffer.from(who.personId.replaceAll('-', ''), 'hex').toString('base64url'),
    name: who.email,
    displayName: who.name,
  },
  challenge,
  pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
  timeout: TIMEOUT_MS,
  excludeCredentials: known.map(referenceOf),
  authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  attestation: 'none',
});

/** For `navigator.credentials.get`. */
export const requestOptions = (
  party: RelyingParty,
  challenge: string,
  known: readonly PasskeyRow[],
): PasskeyRequest => ({
  challenge,
  rpId: party.id,
  timeout: TIMEOUT_MS,
  allowCredentials: known.map(referenceOf),
  userVerification: 'required',
});
