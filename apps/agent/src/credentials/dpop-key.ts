import { createHash, randomUUID } from 'node:crypto';
import type { CryptoKeyPair } from 'openid-client';
import { SignJWT } from 'jose/jwt/sign';
import type { DpopJwk } from './agent-secrets.js';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** What a proof is for: this request, with this access token. */
export interface ProvenRequest {
  readonly method: string;
  readonly url: string;
  readonly accessToken: string;
  /** As the server said last; none was heard yet: none is sent, and the answer brings one. */
  readonly nonce: string | undefined;
}

/** A new key of this workstation for its tokens. */
export async function newDpopKey(): Promise<DpopJwk> {
  const { privateKey } = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  return { kty: 'EC', crv: 'P-256', x, y, d };
}

/** As `openid-client` takes it. */
export async function keyPairOf({ d, ...publicJwk }: DpopJwk): Promise<CryptoKeyPair> {
  return {
    privateKey: await crypto.subtle.importKey('jwk', { ...publicJwk, d }, ES256, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', publicJwk, ES256, true, ['verify']),
  };
}

/** A proof of possession for one request (RFC 9449, section 4.2). Its `iat` is there because it has to be: the server goes by the nonce. */
export async function dpopProof(key: DpopJwk, request: ProvenRequest): Promise<string> {
  const { d: _, ...jwk } = key;
  const { privateKey } = await keyPairOf(key);
  const { origin, pathname } = new URL(request.url);
  return new SignJWT({
    htm: request.method,
    htu: `${origin}${pathname}`,
    ath: createHash('sha256').update(request.accessToken, 'ascii').digest('base64url'),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
    .setJti(randomUUID())
    .setIssuedAt()
    .sign(privateKey);
}
