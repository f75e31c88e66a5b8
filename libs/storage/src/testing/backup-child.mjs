// A backup that kills itself: `node backup-child.mjs FOLDER PRIVATE_KEY_HEX before|after N`, where N counts PUTs.
// Runs what was built, in a process of its own, since SIGKILL cannot be caught and must take all of it.
import { createReadStream, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderLocation, openRepository } from '../../dist/index.js';

const [, , folder, key, when, number] = process.argv;
let left = Number(number);
const die = () => process.kill(process.pid, 'SIGKILL');
const location = folderLocation(join(folder, 'stored'));
const deadly = {
  ...location,
  async put(name, object) {
    left -= 1;
    if (left === 0 && when === 'before') die();
    const answer = await location.put(name, object);
    if (left === 0) die();
    return answer;
  },
};

function* walk(root, path = []) {
  for (const name of readdirSync(join(root, ...path.map(String)))) {
    const full = join(root, ...path.map(String), name);
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
    };
    if (kind === 'directory') yield* walk(root, here);
  }
}

const unlock = { kind: 'key', privateKey: Buffer.from(key, 'hex') };
const repository = await openRepository({
  location: deadly,
  workFolder: join(folder, 'work'),
  unlock,
  uploads: 1,
});
const source = {
  scan: async function* () {
    yield* walk(join(folder, 'phone'));
  },
  open: (entry) => createReadStream(entry.ref),
  close: async () => {},
};
await repository.backup({
  source,
  scope: {},
  phone: 'p1',
  sourceName: 'folder:phone',
  now: () => new Date(),
});
