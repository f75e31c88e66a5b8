import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

const part = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url');

/** What a proof says; each of it may be said wrongly. */
export interface ProofClaims {
  readonly htm: string;
  readonly htu: string;
  readonly nonce?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly jti?: string;
  readonly iat?: number;
}

/** An agent's ES256 key, and the proofs that it makes (RFC 9449, section 4.2). */
export class AgentKey {
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
  readonly jkt: string;
  readonly privateKey: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.jwk = { kty: 'EC', crv: 'P-256', x, y };
    this.jkt = sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
    this.privateKey = privateKey;
  }

  /** `header`: what of the header is another one. */
  proof({ accessToken, ...claims }: ProofClaims, header: object = {}): string {
    const head = part({ typ: 'dpop+jwt', alg: 'ES256', jwk: this.jwk, ...header });
    const payload = part({
      jti: randomUUID(),
      iat: Math.floor(Date.now() / 1000),
      ...claims,
      ...(accessToken !== undefined && { ath: sha256(accessToken) }),
    });
    const key = { key: this.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const signature = sign('sha256', Buffer.from(`${head}.${payload}`), key).toString('base64url');
    return `${head}.${payload}.${signature}`;
  }
}
