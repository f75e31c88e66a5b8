const MAGIC = Buffer.from('CFA6LPAA', 'latin1');
export const AFC_HEADER_BYTES = 40;

/** Numbers of AFC's operations (libimobiledevice's `afc.h` names them so). */
export const AFC = {
  STATUS: 0x01,
  DATA: 0x02,
  READ_DIR: 0x03,
  REMOVE_PATH: 0x08,
  MAKE_DIR: 0x09,
  GET_FILE_INFO: 0x0a,
  GET_DEVICE_INFO: 0x0b,
  FILE_OPEN: 0x0d,
  FILE_OPEN_RESULT: 0x0e,
  FILE_READ: 0x0f,
  FILE_WRITE: 0x10,
  FILE_SEEK: 0x11,
  FILE_TELL: 0x12,
  FILE_TELL_RESULT: 0x13,
  FILE_CLOSE: 0x14,
  FILE_SET_SIZE: 0x15,
  RENAME_PATH: 0x18,
  FILE_LOCK: 0x1b,
  SET_FILE_TIME: 0x1e,
  REMOVE_ALL: 0x22,
} as const;

/** What a packet, a request or an answer, says of itself before its content. */
export interface AfcHeader {
  /** An answer bears the number of its request. */
  readonly number: bigint;
  readonly operation: number;
  /** Of what follows the header; not bounded here. */
  readonly contentBytes: bigint;
  /** Of it the packet's own fields; behind them is what is written, or was read. */
  readonly ownBytes: bigint;
}

/** The header (all numbers u64, little-endian) of a packet with so many bytes behind it, of which so many are its own fields. */
export function encodeAfcHeader(
  number: bigint,
  operation: number,
  contentBytes: number,
  // Of data only the header counts as its own part.
  ownBytes = operation === AFC.DATA ? 0 : contentBytes,
): Buffer {
  const header = Buffer.alloc(AFC_HEADER_BYTES);
  MAGIC.copy(header);
  header.writeBigUInt64LE(BigInt(AFC_HEADER_BYTES + contentBytes), 8);
  header.writeBigUInt64LE(BigInt(AFC_HEADER_BYTES + ownBytes), 16);
  header.writeBigUInt64LE(number, 24);
  header.writeBigUInt64LE(BigInt(operation), 32);
  return header;
}

/** A request: header, numbers, and a path with a NUL behind it. */
export function encodeAfcRequest(
  number: bigint,
  operation: number,
  numbers: readonly bigint[],
  path?: Uint8Array,
): Buffer {
  const content = Buffer.alloc(numbers.length * 8 + (path === undefined ? 0 : path.length + 1));
  numbers.forEach((value, index) => content.writeBigUInt64LE(value, index * 8));
  if (path !== undefined) content.set(path, numbers.length * 8);
  return Buffer.concat([encodeAfcHeader(number, operation, content.length), content]);
}

/** A request to write bytes at the place where an open file is: its handle is the packet's own part, the bytes are behind it. */
export function encodeAfcWrite(number: bigint, handle: bigint, bytes: Uint8Array): Buffer {
  const field = Buffer.alloc(8);
  field.writeBigUInt64LE(handle);
  const header = encodeAfcHeader(number, AFC.FILE_WRITE, field.length + bytes.length, field.length);
  return Buffer.concat([header, field, bytes]);
}

/** Of `AFC_HEADER_BYTES` bytes; `undefined` for what is no header. */
export function parseAfcHeader(header: Buffer): AfcHeader | undefined {
  const whole = header.readBigUInt64LE(8);
  const own = header.readBigUInt64LE(16);
  const isSound = header.subarray(0, 8).equals(MAGIC) && own >= BigInt(AFC_HEADER_BYTES) && own <= whole;
  if (!isSound) return undefined;
  return {
    number: header.readBigUInt64LE(24),
    operation: Number(header.readBigUInt64LE(32) & 0xffff_ffffn),
    contentBytes: whole - BigInt(AFC_HEADER_BYTES),
    ownBytes: own - BigInt(AFC_HEADER_BYTES),
  };
}
