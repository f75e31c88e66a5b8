const MAGIC = Buffer.from('CFA6LPAA', 'latin1');
export const AFC_HEADER_BYTES = 40;

/** Operations of AFC, as libimobiledevice's `afc.h` numbers them; those that this side asks for or is answered with. */
export const AFC = {
  STATUS: 0x01,
  DATA: 0x02,
  READ_DIR: 0x03,
  GET_FILE_INFO: 0x0a,
  FILE_OPEN: 0x0d,
  FILE_OPEN_RESULT: 0x0e,
  FILE_READ: 0x0f,
  FILE_CLOSE: 0x14,
  FILE_LOCK: 0x1b,
} as const;

/** What an answer says of itself before its content. */
export interface AfcHeader {
  readonly number: bigint;
  readonly operation: number;
  readonly contentBytes: bigint;
}

/** A request: header (all numbers u64, little-endian), numbers, and a path with a NUL behind it. */
export function encodeAfcRequest(
  number: bigint,
  operation: number,
  numbers: readonly bigint[],
  path?: Uint8Array,
): Buffer {
  const bytes = Buffer.alloc(
    AFC_HEADER_BYTES + numbers.length * 8 + (path === undefined ? 0 : path.length + 1),
  );
  MAGIC.copy(bytes);
  const length = BigInt(bytes.length);
  [length, length, number, BigInt(operation), ...numbers].forEach((value, index) =>
    bytes.writeBigUInt64LE(value, 8 + index * 8),
  );
  if (path !== undefined) bytes.set(path, AFC_HEADER_BYTES + numbers.length * 8);
  return bytes;
}

/** `undefined` for what is no header. */
export function parseAfcHeader(header: Buffer): AfcHeader | undefined {
  const whole = header.readBigUInt64LE(8);
  if (!header.subarray(0, 8).equals(MAGIC) || whole < BigInt(AFC_HEADER_BYTES)) return undefined;
  return {
    number: header.readBigUInt64LE(24),
    operation: Number(header.readBigUInt64LE(32) & 0xffff_ffffn),
    contentBytes: whole - BigInt(AFC_HEADER_BYTES),
  };
}
