import { AFC, AFC_HEADER_BYTES, NoMessage, parseAfcHeader, type ByteReader } from '@holdfast/phones/codecs';

/** A write of 4 MiB with its fields; longer requests end the connection. */
const LONGEST = 4 * 1024 * 1024 + 4096;

/** One request of AFC. */
export interface AfcRequest {
  readonly number: bigint;
  readonly operation: number;
  /** What follows the header: fields, and behind them what is written. */
  readonly content: Buffer;
}

/** Reads one request. Throws `NoMessage` for what is no packet of AFC or a longer one, and `EndOfBytes` at the end. */
export async function readAfcRequest(reader: ByteReader): Promise<AfcRequest> {
  const header = parseAfcHeader(await reader.exactly(AFC_HEADER_BYTES));
  if (header === undefined || header.contentBytes > LONGEST) throw new NoMessage('no request of AFC');
  const { number, operation, contentBytes, ownBytes } = header;
  // A phone tells a handle from what is written behind it by this alone.
  if (operation === AFC.FILE_WRITE && ownBytes !== 8n) throw new NoMessage('no write of AFC');
  return { number, operation, content: await reader.exactly(Number(contentBytes)) };
}
