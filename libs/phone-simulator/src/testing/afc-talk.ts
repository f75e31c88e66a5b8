import { AFC, AFC_HEADER_BYTES, encodeAfcHeader, parseAfcHeader } from '@holdfast/phones/codecs';
import type { Talk } from './computer.js';

/** What AFC answered. */
export interface AfcReply {
  readonly operation: number;
  readonly bytes: Buffer;
  /** Of a status, its number. */
  readonly status: number | undefined;
}

/** Sends one request of AFC and reads its answer. */
export async function askAfc(
  { socket, reader }: Talk,
  operation: number,
  content: Uint8Array,
): Promise<AfcReply> {
  const ownBytes = operation === AFC.FILE_WRITE ? 8 : content.length;
  socket.write(Buffer.concat([encodeAfcHeader(1n, operation, content.length, ownBytes), content]));
  const header = parseAfcHeader(await reader.exactly(AFC_HEADER_BYTES));
  if (header === undefined) throw new Error('no answer of AFC');
  const bytes = await reader.exactly(Number(header.contentBytes));
  return {
    operation: header.operation,
    bytes,
    status: header.operation === AFC.STATUS ? Number(bytes.readBigUInt64LE(0)) : undefined,
  };
}

/** Numbers (u64) and then texts, each with a NUL behind it. */
export function afcContent(
  numbers: readonly (bigint | number)[],
  ...texts: readonly (string | Buffer)[]
): Buffer {
  const fields = Buffer.alloc(numbers.length * 8);
  numbers.forEach((value, index) => fields.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), index * 8));
  return Buffer.concat([fields, ...texts.flatMap((text) => [Buffer.from(text as Buffer), Buffer.alloc(1)])]);
}

/** The NUL-separated texts of an answer. */
export function textsOf({ bytes }: AfcReply): string[] {
  return bytes.toString('latin1').split('\0').slice(0, -1);
}
