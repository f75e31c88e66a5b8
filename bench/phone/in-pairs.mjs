import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder } from '../engine/round.mjs';

const MIB = 1024 ** 2;

/**
 * Programs that do the same, one after the other, in another order each time: what slows the machine for a while slows all of
 * them. Each gets an empty folder, which goes afterwards.
 *
 * @param {{ root: string, tell: (text: string) => void }} bench
 * @param {number} count
 * @param {Record<string, (folder: string) => Promise<any>>} tools by their names
 * @returns {Promise<Record<string, any>[]>} what each measured, pair by pair
 */
export async function inPairs({ root, tell }, count, tools) {
  const pairs = [];
  for (let number = 0; number < count; number += 1) {
    const found = {};
    for (const name of inOrder(Object.keys(tools), number)) {
      const folder = mkdtempSync(join(root, 'run-'));
      found[name] = await tools[name](folder);
      rmSync(folder, { recursive: true, force: true });
      tell(`${number + 1}/${count} ${name.padEnd(6)} ${runText(found[name])}`);
    }
    pairs.push(found);
  }
  return pairs;
}

/** What one run took, for a person. */
export const runText = ({ wallSeconds, cpuSeconds, peakBytes }) =>
  `${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU, ${(peakBytes / MIB).toFixed(0)} MiB`;
