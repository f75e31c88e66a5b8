import type { FileHandle } from 'node:fs/promises';

/** Fills a buffer from a file or a stream. Answers with the bytes written, 0 at the end. */
export interface ByteSupply {
  read(into: Buffer): Promise<number>;
  close(): Promise<void>;
}

export function fileSupply(handle: FileHandle): ByteSupply {
  return {
    read: async (into) => (await handle.read(into, 0, into.length, null)).bytesRead,
    close: () => handle.close(),
  };
}

/** Pulls only when asked, so that a slow location slows the phone down instead of filling memory. */
export function streamSupply(stream: AsyncIterable<Uint8Array>): ByteSupply {
  const iterator = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(into) {
      while (rest.length === 0) {
        const next = await iterator.next();
        if (next.done) return 0;
        rest = next.value;
      }
      const length = Math.min(rest.length, into.length);
      into.set(rest.subarray(0, length));
      rest = rest.subarray(length);
      return length;
    },
    close: async () => void (await iterator.return?.()),
  };
}
