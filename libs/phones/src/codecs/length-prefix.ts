/** `hhhh` + text: how a request to the adb server begins (AOSP `OVERVIEW.TXT`). */
export function encodeServerRequest(service: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(service.length.toString(16).padStart(4, '0')), service]);
}

/** Four hexadecimal digits; throws `RangeError` for anything else. */
export function decodeServerLength(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('latin1');
  if (!/^[0-9a-fA-F]{4}$/.test(text)) throw new RangeError('not a length of the adb server');
  return Number.parseInt(text, 16);
}
