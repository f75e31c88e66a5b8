import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sha256 = (text) => createHash('sha256').update(text).digest('base64url');

/** An agent's ES256 key; `proof` is what its calls carry (RFC 9449). */
export function newAgentKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const head = part({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  const key = { key: privateKey, dsaEncoding: /** @type {const} */ ('ieee-p1363') };
  return {
    /** What names it in a token (RFC 7638). */
    thumbprint: sha256(JSON.stringify({ crv, kty, x, y })),
    /** @param {{ method: string, url: string, nonce?: string, accessToken?: string }} call */
    proof({ method, url, nonce, accessToken }) {
      const payload = part({
        htm: method,
        htu: url,
        jti: randomUUID(),
        iat: Math.floor(Date.now() / 1000),
        ...(nonce && { nonce }),
        ...(accessToken && { ath: sha256(accessToken) }),
      });
      return `${head}.${payload}.${sign('sha256', Buffer.from(`${head}.${payload}`), key).toString('base64url')}`;
    },
  };
}
