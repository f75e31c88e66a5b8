import {
  FRAME,
  FRAME_HEAD_BYTES,
  LARGEST_FRAME,
  LONGEST_NAME,
  NoMessage,
  PlistReal,
} from '@holdfast/phones/codecs';
import type { DeviceLink } from './device-link.js';

/** Takes one file as it comes. */
export interface Incoming {
  write(bytes: Uint8Array): Promise<void> | void;
  /** `isWhole`: false when the computer could not give all of it. */
  end(isWhole: boolean): Promise<void> | void;
}

/**
 * Asks the computer for files, in their order; gives how many came whole. `largest`: of a frame's content; a computer that
 * sends more has killed the phone's program: throws `NoMessage`, as for lengths that lie and files that nobody asked for.
 */
export async function downloadFiles(
  link: DeviceLink,
  paths: readonly string[],
  receive: (path: string) => Promise<Incoming> | Incoming,
  largest = LARGEST_FRAME,
): Promise<number> {
  const { reader } = link.connection;
  await link.say('DLMessageDownloadFiles', paths, {}, new PlistReal(link.progress), 0);
  const wanted = new Set(paths);
  let whole = 0;
  for (;;) {
    const length = (await reader.exactly(4)).readUInt32BE(0);
    if (length === 0) break;
    if (length > LONGEST_NAME) throw new NoMessage(`a name of ${length} bytes`);
    const path = (await reader.exactly(length)).toString('utf8');
    if (!wanted.delete(path)) throw new NoMessage('a file that was not asked for');
    if (await receiveFile(link, await receive(path), largest)) whole += 1;
  }
  await link.status();
  return whole;
}

async function receiveFile({ connection }: DeviceLink, file: Incoming, largest: number): Promise<boolean> {
  let isWhole = false;
  try {
    for (;;) {
      const head = await connection.reader.exactly(FRAME_HEAD_BYTES);
      const [left, code] = [head.readUInt32BE(0) - 1, head[4]];
      if (left < 0 || left > largest) throw new NoMessage(`a frame of ${left} bytes`);
      if (code === FRAME.data) {
        await pass(connection, file, left);
        continue;
      }
      await connection.reader.exactly(left);
      isWhole = code === FRAME.success;
      return isWhole;
    }
  } finally {
    await file.end(isWhole);
  }
}

async function pass({ reader }: DeviceLink['connection'], file: Incoming, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const piece = await reader.upTo(left);
    if (piece === undefined) throw new NoMessage('the stream ended within a file');
    left -= piece.length;
    await file.write(piece);
  }
}

/** A small file of the backup as a whole; `undefined` where there is none, or more of it than `most` bytes. */
export async function downloadSmall(
  link: DeviceLink,
  path: string,
  most = 16 * 1024 * 1024,
): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  const whole = await downloadFiles(link, [path], () => ({
    write: (bytes) => {
      size += bytes.length;
      if (size <= most) pieces.push(Buffer.from(bytes));
    },
    end: () => undefined,
  }));
  return whole === 1 && size <= most ? Buffer.concat(pieces) : undefined;
}
