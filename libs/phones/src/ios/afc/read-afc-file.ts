import { AFC } from '../../codecs/ios/afc-packet.js';
import { garbledIphone } from '../ios-faults.js';
import type { AfcConnection } from './afc-connection.js';

export const READ_ONLY = 1n;
/** pymobiledevice3 asks a phone for four times as much at once. */
const CHUNK = 1024 * 1024;
/** Behind the size that was announced there should be nothing more. */
const BEHIND = 64 * 1024;
/** Reads that are asked for before the first of them is answered, so that the phone never waits for this computer. */
const AHEAD = 2;

/** Opens a file in a mode of AFC (1: read, 2: read and write, made where it is missing); gives its handle. */
export async function openAfcFile(afc: AfcConnection, path: Uint8Array, mode: bigint): Promise<bigint> {
  await afc.send(AFC.FILE_OPEN, [mode], path);
  const content = await afc.answer();
  if (content.length >= 8) return content.readBigUInt64LE(0);
  afc.close();
  throw garbledIphone('a file without a handle');
}

/**
 * The bytes of a file, each piece good until the next is asked for. `size` is what the phone announced, which decides only
 * how much is asked for at once. Throws `AfcRefusal`, and what ends the conversation.
 */
export async function* readAfcFile(
  afc: AfcConnection,
  path: Uint8Array,
  size: bigint,
): AsyncGenerator<Uint8Array> {
  const handle = await openAfcFile(afc, path, READ_ONLY);
  let left = size;
  const ask = (): Promise<void> => {
    const bytes = left >= CHUNK ? BigInt(CHUNK) : left > 0n ? left : BigInt(BEHIND);
    left -= bytes;
    return afc.send(AFC.FILE_READ, [handle, bytes]);
  };
  try {
    for (let ahead = 0; ahead < AHEAD; ahead += 1) await ask();
    // A short read may be a phone's own bound; nothing at all is the end.
    while ((yield* afc.pieces()) > 0) await ask();
  } finally {
    afc.ignoreDue();
    await afc.send(AFC.FILE_CLOSE, [handle], undefined, true).catch(() => undefined);
  }
}
