import { createSign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { SIGNATURE_ALGORITHMS } from '../signing/algorithms.js';
import { hashOf } from './query-hash.js';

export type MessageName = 'SAMLRequest' | 'SAMLResponse';

export interface RedirectOptions {
  /** Where the browser goes; its own query stays. */
  readonly destination: string;
  readonly name: MessageName;
  readonly xml: string;
  readonly relayState?: string;
  /** PEM of a private key; none: not signed. */
  readonly privateKey?: string;
  /** RSA-SHA256 by default. */
  readonly algorithm?: string;
}

/** The address that carries a message by the redirect binding, signed over its query (SAML bindings 3.4.4.1). */
export const redirectUrl = (options: RedirectOptions): string => {
  const { destination, name, xml, relayState, privateKey } = options;
  const algorithm = options.algorithm ?? SIGNATURE_ALGORITHMS.rsaSha256;
  const query = [[name, deflateRawSync(xml).toString('base64')]];
  if (relayState !== undefined) query.push(['RelayState', relayState]);
  if (privateKey !== undefined) query.push(['SigAlg', algorithm]);
  let text = query.map(([key, value]) => `${key}=${encodeURIComponent(value!)}`).join('&');
  if (privateKey !== undefined) {
    const signature = createSign(hashOf(algorithm)).update(text).sign(privateKey, 'base64');
    text += `&Signature=${encodeURIComponent(signature)}`;
  }
  return `${destination}${destination.includes('?') ? '&' : '?'}${text}`;
};
