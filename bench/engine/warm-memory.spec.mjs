import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { warmMemory } from './warm-memory.mjs';

const root = mkdtempSync('/dev/shm/holdfast-warm-');
const file = join(root, 'warm');
after(() => rmSync(root, { recursive: true, force: true }));

it('holds memory, gives some of it back when a run begins, and all of it at the end', async () => {
  const bytes = 512 * 1024 ** 2;
  const memory = warmMemory({ root }, bytes);
  for (let run = 0; run < 2; run++) assert.ok((await memory.during(async () => statSync(file).size)) < bytes);
  memory.release();
  assert.ok(!existsSync(file));
});

it('answers with what the run answered, and passes on what it failed with', async () => {
  const memory = warmMemory({ root }, 1024 ** 2);
  assert.equal(await memory.during(async () => 'done'), 'done');
  await assert.rejects(
    memory.during(() => Promise.reject(new Error('failed'))),
    /failed/,
  );
  memory.release();
});
