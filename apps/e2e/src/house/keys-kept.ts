import { type Kept } from './kept.js';

const HEX = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;
const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{43}=?(?![A-Za-z0-9+/_-])/g;

/** Everything in it that could be a private key: 32 bytes in hexadecimal digits or base64, or a file of 32 bytes. */
export function possibleKeys(kept: readonly Kept[]): Uint8Array[] {
  const keys = new Map<string, Uint8Array>();
  const add = (bytes: Buffer): void => {
    if (bytes.length === 32) keys.set(bytes.toString('hex'), bytes);
  };
  for (const { text } of kept) {
    for (const [hex] of text.matchAll(HEX)) add(Buffer.from(hex, 'hex'));
    for (const [base64] of text.matchAll(BASE64)) add(Buffer.from(base64, 'base64'));
    add(Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1'));
  }
  return [...keys.values()];
}
