/** A key as backups name it: which class's key opens it, and its 40 wrapped bytes. */
export interface WrappedByClass {
  readonly protectionClass: number;
  readonly wrapped: Uint8Array;
}

const WRAPPED_BYTES = 40;

/** `class u32 little-endian ‖ wrapped key(40)`: `ManifestKey` and the key of a file. */
export function writeClassKey({ protectionClass, wrapped }: WrappedByClass): Buffer {
  const bytes = Buffer.alloc(4 + wrapped.length);
  bytes.writeUInt32LE(protectionClass);
  bytes.set(wrapped, 4);
  return bytes;
}

/** Undefined for bytes that are none. */
export function readClassKey(bytes: Uint8Array): WrappedByClass | undefined {
  if (bytes.length !== 4 + WRAPPED_BYTES) return undefined;
  const buffer = Buffer.from(bytes);
  return { protectionClass: buffer.readUInt32LE(), wrapped: Uint8Array.from(buffer.subarray(4)) };
}
