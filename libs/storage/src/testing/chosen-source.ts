import type { Entry, PullSource } from '@holdfast/contracts';

/** A phone with these files, at its top: name → contents. Times follow from the contents, as those of real files do. */
export function chosenSource(files: ReadonlyMap<string, Buffer>): PullSource {
  return {
    async *scan(): AsyncGenerator<Entry> {
      for (const [name, bytes] of files) {
        yield {
          path: [Buffer.from(name)],
          kind: 'file',
          size: BigInt(bytes.length),
          mtimeNs: BigInt(bytes.readUInt32BE(0)),
          category: 'documents',
          ref: name,
        };
      }
    },
    async *open(entry) {
      yield files.get(entry.ref)!;
    },
    close: async () => {},
  };
}
