import { afterAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../format/object-name.js';
import { ObjectStore } from '../repository/object-store.js';
import { describeTree } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';
import { smallRepository } from '../testing/small-repository.js';
import { WatchedPlace } from '../testing/watched-place.js';
import { LocalIndex } from './local-index.js';
import { ShardEntries } from './shard-entries.js';

const folder = scratch();
afterAll(folder.remove);

it('an index that is no database any more is made anew from the location', async () => {
  const small = await smallRepository(folder.path);
  const { snapshotId } = await small.backup();
  const { id } = small.repository;
  await small.repository.close();
  writeFileSync(join(folder.path, 'work', id, 'index.sqlite'), randomBytes(8192));
  const again = await small.openCopy(folder.path);
  expect((await again.verify({ readData: true })).damage).toEqual([]);
  await again.restore({ snapshotId, target: folder.in('back') });
  expect(describeTree(folder.in('back'))).toEqual(describeTree(small.phone));
  await again.close();
  expect(readFileSync(join(folder.path, 'work', id, 'index.sqlite')).toString('latin1', 0, 15)).toBe(
    'SQLite format 3',
  );
});

it('an object kept on this computer is believed only while it has its digest', async () => {
  const index = new LocalIndex(':memory:', Buffer.alloc(16));
  const place = new WatchedPlace();
  const bytes = randomBytes(100);
  const name = `segment/${sha256Hex(bytes)}`;
  place.objects.set(name, bytes);
  const objects = new ObjectStore(place.location);
  objects.remember(name, Buffer.from('something else'), index);
  expect(await objects.getCached(name, index)).toEqual(bytes);
  expect(await objects.getCached(name, index)).toEqual(bytes);
  expect(place.requests).toEqual([`get ${name}`]);
  index.close();
});

it('a row of half an entry is damage, not a number', () => {
  expect(() => new ShardEntries(Buffer.alloc(29))).toThrow(
    expect.objectContaining({ code: 'object-altered' }),
  );
});
