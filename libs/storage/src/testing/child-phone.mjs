// The phone of a backup that runs in a process of its own, from what was built: a folder, its files opened by threads
// themselves when `local`.
import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function phoneIn(root, { local = false } = {}) {
  return {
    scan: async function* () {
      yield* walk(root, [], local);
    },
    open: (entry) => createReadStream(entry.ref),
    close: async () => {},
  };
}

function* walk(root, path, local) {
  const folder = join(root, ...path.map(String));
  for (const name of readdirSync(folder)) {
    const full = join(folder, name);
    const facts = lstatSync(full, { bigint: true });
    const here = [...path, Buffer.from(name)];
    if (!facts.isFile() && !facts.isDirectory()) continue;
    const kind = facts.isFile() ? 'file' : 'directory';
    yield {
      path: here,
      kind,
      size: facts.size,
      mtimeNs: facts.mtimeNs,
      mode: Number(facts.mode) & 0o7777,
      category: 'other',
      ref: full,
      ...(local && kind === 'file' ? { localPath: full } : {}),
    };
    if (kind === 'directory') yield* walk(root, here, local);
  }
}
