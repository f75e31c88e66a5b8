import { describe, expect, it } from '@jest/globals';
import { HISTORY, judgeSnapshot, SUSPICIOUS } from './judge-snapshot.js';
import type { SnapshotFigures } from './snapshot-figures.js';
import { dice, Life } from './testing/histories.js';

const ORDINARY = 25;
const LIVES = 1000;

/** Kinds that the life of this seed was suspected of, snapshot by snapshot. */
function suspicions(history: SnapshotFigures[], next: () => SnapshotFigures, snapshots: number): string[] {
  const found: string[] = [];
  for (let count = 0; count < snapshots; count++) {
    const snapshot = next();
    for (const { kind } of judgeSnapshot(history.slice(-HISTORY), snapshot))
      if (SUSPICIOUS.has(kind)) found.push(kind);
    history.push(snapshot);
  }
  return found;
}

const lifeOf = (seed: number) => {
  const roll = dice(seed);
  return { roll, life: new Life(roll) };
};

describe('judgeSnapshot', () => {
  it('suspects fewer than one in a hundred ordinary lives', () => {
    let suspected = 0;
    for (let seed = 1; seed <= LIVES; seed++) {
      const { life } = lifeOf(seed);
      if (suspicions([], () => life.ordinary(), ORDINARY).length > 0) suspected++;
    }
    expect(suspected).toBeLessThan(LIVES / 100);
  });

  it.each(['in-place', 'renamed', 'wiped', 'slowly', 'photos', 'documents'] as const)(
    'finds every attack: %s',
    (attack) => {
      for (let seed = 1; seed <= LIVES / 5; seed++) {
        const { roll, life } = lifeOf(seed * 7 + attack.length);
        const history: SnapshotFigures[] = [];
        suspicions(history, () => life.ordinary(), 1 + Math.floor(roll() * 20));
        // A handful of files is no mass of anything, and nobody could tell it from a morning's work.
        if (attack === 'documents' && life.filesOf('documents') < 20) continue;
        const hit = 0.6 + roll() * 0.4;
        const found = suspicions(
          history,
          () => {
            if (attack === 'slowly') return life.attacked('in-place', 0.08 + roll() * 0.1);
            if (attack === 'photos' || attack === 'documents') return life.attacked('in-place', hit, attack);
            return life.attacked(attack, hit);
          },
          attack === 'slowly' ? 8 : 1,
        );
        expect({ seed, found: found.length > 0 }).toEqual({ seed, found: true });
      }
    },
  );

  it('has nothing to say of a first snapshot', () => {
    const { life } = lifeOf(1);
    expect(judgeSnapshot([], life.attacked('in-place', 1))).toEqual([]);
  });

  it('lets a habit be a habit: a vault that is written anew each time', () => {
    const { life } = lifeOf(3);
    const history: SnapshotFigures[] = [life.ordinary()];
    for (let day = 0; day < 12; day++) history.push(life.attacked('in-place', 0.5, 'documents'));
    expect(judgeSnapshot(history, life.attacked('in-place', 0.55, 'documents'))).toEqual([]);
  });

  it('tells once that a phone has brought nothing new for long', () => {
    const { life } = lifeOf(5);
    const history: SnapshotFigures[] = [];
    for (let day = 0; day < 20; day++) history.push(life.ordinary());
    const told: number[] = [];
    for (let day = 1; day <= 120; day++) {
      const still = life.attacked('in-place', 0);
      for (const { kind, details } of judgeSnapshot(history.slice(-HISTORY), still))
        if (kind === 'stopped-growing') told.push(details['days'] ?? 0);
      history.push(still);
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThanOrEqual(14);
  });
});
