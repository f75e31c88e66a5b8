import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KilledRuns, type Killing } from './killed-runs.js';
import { scratch } from './scratch.js';

const FORCED = 'fsync,fdatasync';
const MOST = 40;

/** What a traced call was about, names that differ from run to run left out: `fsync /stored/data`. */
const callsIn = (trace: readonly string[]): string[] =>
  trace.flatMap((line) => {
    const [, call, path] = /(fsync|fdatasync)\(\d+<([^>]*)>/.exec(line) ?? [];
    const linked = /link\(".*", "(.*)"\)/.exec(line)?.[1];
    if (linked !== undefined) return [`link ${classOf(linked)}`];
    return call === undefined ? [] : [`${call} ${classOf(path!)}`];
  });
const classOf = (path: string): string => path.replace(/[0-9a-f-]{32,}/g, '*');

/** Kills a backup at every `step`th call by which it has something written to the disk, and at some others. */
export function killsAtFsync(step: number): void {
  const folder = scratch();
  const runs = new KilledRuns(folder.path, 'full');
  // Two orders, for two threads: photos, and notes that share a chunk. Three or four packs of contents, one of trees.
  beforeAll(() => runs.prepare(6, 480_000, 60));
  afterAll(folder.remove);

  const killed = new Set<string>();
  let openPacks = 0;

  /** One kill on a copy of its own, the run after it, and what must hold whatever it was. */
  async function killOnce(killing: Killing): Promise<'killed' | 'ended'> {
    const at = runs.copy();
    const end = await runs.kill(at, killing);
    const last = callsIn(runs.trace(at)).at(-1)!;
    if (end === 'killed') killed.add(last);
    const found = await runs.aftermath(at);
    const { sentAgain, largestPack, damage, unknownPacks, restored, expected } = found;
    const told = { killing, last, damage, unknownPacks, restored };
    expect(told).toEqual({ killing, last, damage: [], unknownPacks: [], restored: expected });
    expect(sentAgain).toBeLessThanOrEqual(largestPack);
    openPacks = Math.max(openPacks, found.openPacks);
    runs.remove(at);
    return end;
  }

  async function killAtEvery(calls: string): Promise<void> {
    for (let nth = 1; (await killOnce({ calls, nth })) === 'killed'; nth += step)
      expect(nth).toBeLessThan(MOST);
  }

  it(`at ${step === 1 ? 'any' : 'many an'} fsync costs at most one pack sent again, and what was uploaded is used`, async () => {
    const undisturbed = runs.copy();
    expect(await runs.kill(undisturbed, { calls: FORCED, nth: 999 })).toBe('ended');
    const all = new Set(callsIn(runs.trace(undisturbed)));
    const index = `${runs.workPath}/index.sqlite`;
    const atFsync = killAtEvery('fsync');
    const atOthers = killAtEvery('fdatasync').then(async () => {
      // Calls are counted by thread: what the main thread's count hides of the other's, and its last ones.
      for (const nth of [1, 2]) await killOnce({ calls: 'fsync', nth, on: 'stored/data' });
      await killOnce({ calls: 'fsync', nth: 1, on: 'stored/tree' });
      await killOnce({ calls: 'fsync', nth: 1, on: 'stored/index' });
      await killOnce({ calls: 'fsync', nth: 1, on: index });
    });
    await Promise.all([atFsync, atOthers]);
    expect([...killed].filter((call) => !all.has(call))).toEqual([]);
    if (step === 1) expect(killed.size).toBe(all.size);
    expect([all.size > 10, killed.size > 5]).toEqual([true, true]);
  }, 120_000);

  it('while two threads seal leaves nothing of their open packs behind', async () => {
    openPacks = 0;
    for (let tried = 0; tried < 5 && openPacks < 2; tried++) await killOnce({ calls: 'rename', nth: 1 });
    expect(openPacks).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it('or cut off from power could not forget a pack: it is on the disk, and written down there, before it is sent', async () => {
    const at = runs.copy();
    expect(await runs.kill(at, { calls: `${FORCED},link`, nth: 999 })).toBe('ended');
    let [forced, written, sent] = [0, 0, 0];
    for (const call of callsIn(runs.trace(at))) {
      if (call.endsWith('.pack')) forced += 1;
      if (call.endsWith('sqlite-wal')) written += 1;
      if (/^link .stored.(data|tree)/.test(call)) {
        sent += 1;
        expect([forced >= sent, written >= sent]).toEqual([true, true]);
      }
    }
    expect(sent).toBeGreaterThanOrEqual(3);
  });
}
