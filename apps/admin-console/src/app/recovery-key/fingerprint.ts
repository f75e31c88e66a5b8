/** Bytes of an X25519 public key (RFC 7748). */
const KEY_BYTES = 32;
const SHOWN_DIGITS = 20;

/** The 32 bytes that `text` is the base64 of; undefined for anything else, other spellings of the same bytes among it. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const binary = atob(text);
  if (binary.length !== KEY_BYTES || btoa(binary) !== text) return undefined;
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Whether this page can compute fingerprints: browsers do so at https addresses and on the same computer only. */
export const canComputeFingerprints = (): boolean => 'subtle' in crypto;

/** First 20 hex digits of the SHA-256 of a public key, in groups of four: what people compare. Computed in the browser. */
export async function fingerprintOf(key: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, SHOWN_DIGITS).replace(/(.{4})(?=.)/g, '$1 ');
}

/** The last group of a fingerprint, which is typed to show that the whole was compared. */
export const lastGroup = (fingerprint: string): string => fingerprint.slice(-4);
