// node back-up-once.mjs local|streamed SOURCE FOLDER: one first backup through the library's door, in a process of its
// own. Prints what `repository.backup` alone took of this process's CPU, all threads, in microseconds.
import { join } from 'node:path';
import { createRepository, folderLocation } from '@holdfast/storage';
import { phoneLikeSource } from './phone-like-source.mjs';

const [way, root, folder] = process.argv.slice(2);
const password = Buffer.from('correct horse battery staple');
const repository = await createRepository({
  location: folderLocation(join(folder, 'repository')),
  workFolder: join(folder, 'work'),
  recipients: [{ kind: 'password', password }],
  unlock: { kind: 'password', password },
});
const before = process.cpuUsage();
const result = await repository.backup({
  source: phoneLikeSource(root, { local: way === 'local' }),
  scope: {},
  phone: 'bench',
  sourceName: `folder:${root}`,
  now: () => new Date(),
});
const { user, system } = process.cpuUsage(before);
await repository.close();
process.stdout.write(
  `${JSON.stringify({ cpuMicroseconds: user + system, files: result.files, bytes: `${result.bytes}` })}\n`,
);
