// A backup as any program runs it, for who watches or kills it from outside:
// `node traced-backup.mjs FOLDER PRIVATE_KEY_HEX full|quiet`. Ends with 0 once the snapshot counts.
import { join } from 'node:path';
import { folderLocation, openRepository } from '../../dist/index.js';
import { phoneIn } from './child-phone.mjs';

const [, , folder, key, pace] = process.argv;
const repository = await openRepository({
  location: folderLocation(join(folder, 'stored')),
  workFolder: join(folder, 'work'),
  unlock: { kind: 'key', privateKey: Buffer.from(key, 'hex') },
});
await repository.backup({
  source: phoneIn(join(folder, 'phone'), { local: true }),
  scope: {},
  phone: 'p1',
  sourceName: 'folder:phone',
  pace,
  now: () => new Date(),
});
await repository.close();
