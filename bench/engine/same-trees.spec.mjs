import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { firstDifference } from './same-trees.mjs';

const root = mkdtempSync(join(tmpdir(), 'holdfast-trees-'));
const wanted = join(root, 'wanted');
const found = join(root, 'found');
after(() => rmSync(root, { recursive: true }));

const write = (folder, name, bytes) => {
  mkdirSync(join(folder, 'a'), { recursive: true });
  writeFileSync(join(folder, 'a', name), bytes);
  utimesSync(join(folder, 'a', name), 1000, 1000);
};

it('finds one byte, one date and one file that are not as they were', async () => {
  const large = Buffer.alloc(3 * 1024 ** 2, 7);
  write(wanted, 'large', large);
  write(wanted, 'small', 'small');
  cpSync(wanted, found, { recursive: true, preserveTimestamps: true });
  assert.equal(await firstDifference(wanted, found), undefined);

  large[large.length - 1] = 8;
  write(found, 'large', large);
  assert.match(await firstDifference(wanted, found), /a\/large has other bytes from 2097152 on/);
  large[large.length - 1] = 7;
  write(found, 'large', large);

  write(found, 'small', 'smaller');
  assert.match(await firstDifference(wanted, found), /a\/small has 7 bytes instead of 5/);
  write(found, 'small', 'small');
  utimesSync(join(found, 'a/small'), 1000, 1001);
  assert.match(await firstDifference(wanted, found), /a\/small has another date/);

  rmSync(join(found, 'a/small'));
  assert.match(await firstDifference(wanted, found), /a\/small is not there/);
  write(found, 'small', 'small');
  write(found, 'third', '');
  assert.match(await firstDifference(wanted, found), /a\/third was never in the source/);
});
