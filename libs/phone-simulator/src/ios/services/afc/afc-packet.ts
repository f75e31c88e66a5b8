import type { ByteReader } from '@holdfast/phones/codecs';

const MAGIC = Buffer.from('CFA6LPAA', 'latin1');
const HEADER_BYTES = 40;
/** A write of 4 MiB with its header; longer ones end the connection. */
const LONGEST = 4 * 1024 * 1024 + 4096;

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

/** One request of AFC. */
export interface AfcPacket {
  readonly number: bigint;
  readonly operation: number;
  /** What follows the header: fields, and behind them what is written. */
  readonly content: Buffer;
}

/** The other side does not speak AFC. */
export class NoAfcPacket extends Error {
  override readonly name = 'NoAfcPacket';
}

/** Reads one packet. Throws `NoAfcPacket`, and `EndOfBytes` at the end. */
export async function readAfcPacket(reader: ByteReader): Promise<AfcPacket> {
  const header = await reader.exactly(HEADER_BYTES);
  const whole = header.readBigUInt64LE(8);
  const own = header.readBigUInt64LE(16);
  const isSound =
    header.subarray(0, 8).equals(MAGIC) && own >= HEADER_BYTES && own <= whole && whole <= LONGEST;
  if (!isSound) throw new NoAfcPacket('no packet of AFC');
  return {
    number: header.readBigUInt64LE(24),
    operation: Number(header.readBigUInt64LE(32) & 0xffffffffn),
    content: await reader.exactly(Number(whole) - HEADER_BYTES),
  };
}

/** The header of an answer with so many bytes behind it. */
export function afcHeader(number: bigint, operation: number, length: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeBigUInt64LE(BigInt(HEADER_BYTES + length), 8);
  // Of data only the header counts as its own part.
  header.writeBigUInt64LE(BigInt(operation === AFC.DATA ? HEADER_BYTES : HEADER_BYTES + length), 16);
  header.writeBigUInt64LE(number, 24);
  header.writeBigUInt64LE(BigInt(operation), 32);
  return header;
}
