// A backup that kills itself: `node backup-child.mjs FOLDER PRIVATE_KEY_HEX before|after N`, where N counts PUTs.
// Runs what was built, in a process of its own, since SIGKILL cannot be caught and must take all of it.
import { join } from 'node:path';
import { folderLocation, openRepository } from '../../dist/index.js';
import { phoneIn } from './child-phone.mjs';

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

const unlock = { kind: 'key', privateKey: Buffer.from(key, 'hex') };
const repository = await openRepository({
  location: deadly,
  workFolder: join(folder, 'work'),
  unlock,
  uploads: 1,
});
await repository.backup({
  source: phoneIn(join(folder, 'phone')),
  scope: {},
  phone: 'p1',
  sourceName: 'folder:phone',
  now: () => new Date(),
});
