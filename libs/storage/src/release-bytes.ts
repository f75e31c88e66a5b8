/**
 * Gives the memory of bytes back at once that nobody looks at any more. A pack that outlived a few young collections would
 * wait for a large one, of which a small heap makes few. Bytes that are a part of something larger stay.
 */
export function releaseBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
