import type { Entry, LeftOut, PullSource } from '@holdfast/contracts';
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { createReadStream } from 'node:fs';

/** The smallest source over a folder, raw byte names included. `local`: let the engine open files itself. */
export function folderSource(root: string, options: { local?: boolean } = {}): PullSource {
  const at = (path: readonly Uint8Array[]): Buffer =>
    Buffer.concat([Buffer.from(root), ...path.flatMap((name) => [Buffer.from('/'), Buffer.from(name)])]);
  function* walk(path: Buffer[]): Generator<Entry> {
    const names = readdirSync(at(path), { encoding: 'buffer' });
    for (const name of names) {
      const full = at([...path, name]);
      const facts = lstatSync(full, { bigint: true });
      const kind = facts.isDirectory() ? 'directory' : facts.isSymbolicLink() ? 'symlink' : 'file';
      const text = full.toString('utf8');
      yield {
        path: [...path, name],
        kind,
        size: facts.size,
        mtimeNs: facts.mtimeNs,
        mode: Number(facts.mode) & 0o7777,
        category: name.toString().endsWith('.jpg') ? 'photos' : 'documents',
        ref: full.toString('latin1'),
        ...(options.local && kind === 'file' && Buffer.from(text).equals(full) ? { localPath: text } : {}),
        ...(kind === 'symlink' ? { linkTarget: readlinkSync(full, { encoding: 'buffer' }) } : {}),
      };
      if (kind === 'directory') yield* walk([...path, name]);
    }
  }
  return {
    async *scan(_scope: unknown, _leftOut: (left: LeftOut) => void) {
      yield* walk([]);
    },
    open: (entry) => createReadStream(Buffer.from(entry.ref, 'latin1')),
    close: async () => {},
  };
}
