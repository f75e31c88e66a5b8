import { Refusal } from './refusal.js';

/** Characters of base64 that a message may have: 256 kB of form body, less its other fields. */
const MAX_BASE64 = 250_000;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The XML text of a posted message (SAML bindings 3.5.4). Line breaks in the base64 are allowed, anything else that a
 * lenient decoder would skip is not: two decoders must never read two messages.
 * @throws Refusal `too-large`, `not-base64`, `not-xml`
 */
export const decodeMessage = (posted: unknown): string => {
  if (typeof posted !== 'string' || posted === '')
    throw new Refusal('not-base64', 'There is no message in the form.');
  if (posted.length > MAX_BASE64)
    throw new Refusal('too-large', `The message has ${String(posted.length)} characters.`);
  const packed = posted.replace(/[\r\n]/g, '');
  if (!BASE64.test(packed)) throw new Refusal('not-base64', 'The message is not base64.');
  try {
    return utf8.decode(Buffer.from(packed, 'base64'));
  } catch {
    throw new Refusal('not-xml', 'The message is not UTF-8.');
  }
};
