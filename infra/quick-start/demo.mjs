// npm run demo: the main job without a person, every byte of it checked. Exit 0 only if all of it is true.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFirst } from './build-first.mjs';
import { tellTheStory } from './demo-story.mjs';
import { HoldfastHouse } from './holdfast-house.mjs';
import { freePort } from './ports.mjs';

const print = (line = '') => process.stdout.write(`${line}\n`);

/** Runs one step of the story and notes whether it was true, how long it took and what was seen. */
function storyteller() {
  const rows = [];
  const step = async (what, work) => {
    const began = Date.now();
    try {
      const seen = (await work()) ?? '';
      rows.push({ what, ok: true, seconds: (Date.now() - began) / 1000, seen });
    } catch (error) {
      rows.push({ what, ok: false, seconds: (Date.now() - began) / 1000, seen: error.message });
      throw error;
    } finally {
      const { ok, seconds, seen } = rows.at(-1);
      print(
        `${ok ? '✓' : '✗'} ${what.padEnd(58)} ${seconds.toFixed(1).padStart(6)} s   ${seen.split('\n')[0]}`,
      );
    }
  };
  return { rows, step };
}

const began = Date.now();
const root = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
const { rows, step } = storyteller();
let house;
let failure;
const stopAll = async () => {
  await house?.stop();
  await rm(root, { recursive: true, force: true });
};
process.on('SIGINT', () => void stopAll().then(() => process.exit(130)));
process.on('SIGTERM', () => void stopAll().then(() => process.exit(143)));
process.on('SIGHUP', () => void stopAll().then(() => process.exit(129)));

try {
  await step('Everything is built', () => buildFirst(() => {}));
  house = new HoldfastHouse({
    root,
    port: await freePort(),
    phonePort: await freePort(),
    log: (who, line) => process.env.HOLDFAST_VERBOSE && print(`    ${who} ${line}`),
  });
  await tellTheStory(house, step, (from, to) => cp(from, to, { recursive: true, preserveTimestamps: true }));
} catch (error) {
  failure = error;
} finally {
  await stopAll();
}

const failed = rows.filter((row) => !row.ok).length;
print();
print(
  `${rows.length - failed} of ${rows.length} steps true in ${((Date.now() - began) / 1000).toFixed(0)} s`,
);
if (failure) print(`\nThe demo stopped: ${failure.message}`);
process.exit(failure || failed ? 1 : 0);
