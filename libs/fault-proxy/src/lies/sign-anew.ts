import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { valueOf, withValue, without } from '../headers.js';
import type { Asked } from '../meddling.js';

export interface Credentials {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Signs a request that a lie has changed, as its client would have: only so does the real server behind take it. Who the
 * client was is not looked at, which makes each request that a lie changes one that any signature opens.
 */
export async function signAnew(asked: Asked, { region, ...credentials }: Credentials): Promise<Asked> {
  const [path = '/', text = ''] = asked.path.split('?');
  const query = Object.fromEntries(
    [...new URLSearchParams(text.replaceAll('+', '%2B'))].filter(([name]) => !OF_A_SIGNATURE.test(name)),
  );
  let headers = without(asked.headers, (name) => name === 'authorization' || name === 'x-amz-date');
  if (!valueOf(headers, 'x-amz-content-sha256'))
    headers = withValue(headers, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD');
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const host = valueOf(headers, 'host') ?? '';
  const signed = await signer.sign({
    method: asked.method,
    protocol: 'http:',
    hostname: host,
    path,
    query,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  });
  const spelt = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return {
    ...asked,
    path: spelt.length > 0 ? `${path}?${spelt.join('&')}` : path,
    headers: Object.entries(signed.headers),
  };
}

/** Of a presigned URL. */
const OF_A_SIGNATURE = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/i;

const encoded = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
