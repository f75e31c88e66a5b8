import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '@holdfast/contracts';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const CREDENTIAL_INCLUDED = 0x40;

/** What a browser and an authenticator would do otherwise than they should. */
export interface Misbehaviour {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  /** Instead of the next one. */
  readonly counter?: number;
  readonly format?: string;
}

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** One passkey in software, with the browser before it: ES256, attestation `none` (WebAuthn Level 3, 6.1 and 6.5). */
export class SoftwareAuthenticator {
  private readonly keys: { privateKey: KeyObject; publicKey: KeyObject };
  private readonly id = randomBytes(16);
  private counter = 0;

  constructor(private readonly origin: string) {
    this.keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  create(options: PasskeyCreation, wrong: Misbehaviour = {}): PasskeyAttestation {
    const idLength = Buffer.alloc(2);
    idLength.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), idLength, this.id, this.coseKey()]);
    const authData = Buffer.concat([
      this.authenticatorData(options.rp.id, CREDENTIAL_INCLUDED, wrong),
      credential,
    ]);
    const object = new Map<string, string | Uint8Array | Map<string, string>>([
      ['fmt', wrong.format ?? 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', new Uint8Array(authData)],
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: this.clientData('webauthn.create', options.challenge, wrong).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(object)).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  get(options: PasskeyRequest, wrong: Misbehaviour = {}): PasskeyAssertion {
    const clientData = this.clientData('webauthn.get', options.challenge, wrong);
    const data = this.authenticatorData(options.rpId, 0, wrong);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.keys.privateKey);
    return {
      ...this.named(),
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      },
    };
  }

  private named(): { id: string; rawId: string; type: 'public-key' } {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key' };
  }

  private clientData(type: string, challenge: string, wrong: Misbehaviour): Buffer {
    const origin = wrong.origin ?? this.origin;
    return Buffer.from(JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin }));
  }

  private authenticatorData(rpId: string, flags: number, wrong: Misbehaviour): Buffer {
    this.counter = wrong.counter ?? this.counter + 1;
    const rest = Buffer.alloc(5);
    rest[0] = flags | USER_PRESENT | (wrong.userVerified === false ? 0 : USER_VERIFIED);
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(wrong.rpId ?? rpId), rest]);
  }

  /** RFC 9052: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y. */
  private coseKey(): Buffer {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x ?? '', 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y ?? '', 'base64url'))],
    ]);
    return Buffer.from(isoCBOR.encode(key));
  }
}
