import type { PasskeyAssertion, PasskeyAttestation } from '@holdfast/contracts';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import { FactorRefusal } from './factor-refusal.js';
import { PASSKEY_ALGORITHMS } from './passkey-options.js';
import type { PasskeyRow } from './passkey-rows.js';
import type { RelyingParty } from './relying-party.js';

/** What there is to keep of a new passkey. */
export interface VerifiedPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** Anything that the library throws is a refusal: it is thrown by what the browser sent. */
const refusing = async <T>(verify: () => Promise<T>): Promise<T> => {
  try {
    return await verify();
  } catch {
    throw new FactorRefusal('passkey');
  }
};

/**
 * Verifies a new passkey (WebAuthn Level 3, 7.1). Only attestation `none` is read, as was asked for: certificates of
 * makers are a stranger's bytes that nobody here needs parsed. Throws `FactorRefusal`.
 */
export const verifyAttestation = (
  party: RelyingParty,
  challenge: string,
  attestation: PasskeyAttestation,
): Promise<VerifiedPasskey> =>
  refusing(async () => {
    const { response, ...credential } = attestation;
    const { transports: _, ...bytes } = response;
    const object = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
    if (object.get('fmt') !== 'none') throw new Error('An attestation that was not asked for');
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, response: bytes, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    });
    if (!verified) throw new Error('Not verified');
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter };
  });

/**
 * Verifies a passkey's signature (WebAuthn Level 3, 7.2) and answers its counter, which the caller takes: whether it
 * goes on is decided where two at once cannot both be right. Throws `FactorRefusal`.
 */
export const verifyAssertion = (
  party: RelyingParty,
  challenge: string,
  assertion: PasskeyAssertion,
  passkey: PasskeyRow,
): Promise<number> =>
  refusing(async () => {
    const { response, ...credential } = assertion;
    const { userHandle, ...bytes } = response;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...credential,
        response: userHandle ? { ...bytes, userHandle } : bytes,
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id: assertion.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    });
    if (!verified) throw new Error('Not verified');
    return authenticationInfo.newCounter;
  });
