import { createHash } from 'node:crypto';
import { opendir, readFile } from 'node:fs/promises';

const join = (folder, name) => Buffer.concat([folder, Buffer.from('/'), name]);

/** Every file below a folder: raw name → SHA-256 of its bytes. Names are byte strings, as latin1 keys. */
export async function filesBelow(root) {
  const files = new Map();
  const walk = async (folder, prefix) => {
    for await (const entry of await opendir(folder, { encoding: 'buffer' })) {
      const path = prefix.length ? join(prefix, entry.name) : entry.name;
      if (entry.isDirectory()) await walk(join(folder, entry.name), path);
      else if (entry.isFile()) {
        const digest = createHash('sha256')
          .update(await readFile(join(folder, entry.name)))
          .digest('hex');
        files.set(path.toString('latin1'), digest);
      }
    }
  };
  await walk(Buffer.from(root), Buffer.alloc(0));
  return files;
}

/** What is different between two trees: names that lack, names that are too many, names whose bytes differ. */
export function differences(wanted, found) {
  const lacking = [...wanted.keys()].filter((name) => !found.has(name));
  const extra = [...found.keys()].filter((name) => !wanted.has(name));
  const other = [...wanted].filter(([name, hash]) => found.has(name) && found.get(name) !== hash);
  return [
    ...lacking.map((name) => `lacks ${name}`),
    ...extra.map((name) => `has ${name}, which was not on the phone`),
    ...other.map(([name]) => `differs in ${name}`),
  ];
}
