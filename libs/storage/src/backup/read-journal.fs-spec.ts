import { afterAll, expect, it } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hkdf } from '../crypto/hkdf.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal } from '../crypto/sealing.js';
import { ByteWriter } from '../format/byte-writer.js';
import { scratch } from '../testing/scratch.js';
import { ReadJournal } from './read-journal.js';
import { Staging } from './staging.js';

const folder = scratch();
afterAll(folder.remove);
const keys = new RepositoryKeys(randomBytes(16), randomBytes(32), [
  { number: 1, key: randomBytes(32), createdAtMs: 0 },
]);
const entry = (name: string): Entry => ({
  path: [Buffer.from(name)],
  kind: 'file',
  size: 5n,
  mtimeNs: 5n,
  category: 'photos',
  ref: name,
});
let made = 0;

/** What a new run knows of two files that the run before had read. */
function known(): (string | undefined)[] {
  const staging = new Staging(folder.in(`staging-${made++}`));
  const journal = new ReadJournal(keys, folder.path, 'p', staging);
  const found = ['one', 'two'].map((name) => journal.find(entry(name))?.toString());
  staging.close();
  return found;
}

it('ends where a frame is torn, foreign, or not what was sealed; what came before counts', () => {
  const staging = new Staging(folder.in(`staging-${made++}`));
  const journal = new ReadJournal(keys, folder.path, 'p', staging);
  journal.add(entry('one'), Buffer.from('content one'));
  journal.flush();
  const file = join(
    folder.path,
    readdirSync(folder.path).find((name) => name.endsWith('.journal'))!,
  );
  const first = readFileSync(file);
  journal.add(entry('two'), Buffer.from('content two'));
  journal.flush();
  staging.close();
  const whole = readFileSync(file);
  expect(known()).toEqual(['content one', 'content two']);

  for (let cut = first.length; cut < whole.length; cut += 7) {
    writeFileSync(file, whole.subarray(0, cut));
    expect(known()).toEqual(['content one', undefined]);
  }
  const salt = randomBytes(16);
  const frame = (plain: Buffer): Buffer => {
    const sealed = seal(hkdf(keys.journalKey, salt, 'journal frame'), 1, salt, plain);
    return new ByteWriter().u32(sealed.length).raw(salt).u32(1).raw(sealed).toBuffer();
  };
  const endless = Buffer.concat([randomBytes(32), Buffer.from('ffffffff', 'hex')]);
  for (const bad of [
    frame(endless),
    frame(randomBytes(5)),
    randomBytes(200),
    Buffer.from('ffffffff'.repeat(9), 'hex'),
  ]) {
    writeFileSync(file, first);
    appendFileSync(file, bad);
    expect(known()).toEqual(['content one', undefined]);
  }
});
