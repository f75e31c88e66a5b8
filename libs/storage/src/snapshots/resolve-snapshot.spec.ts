import { describe, expect, it } from '@jest/globals';
import type { SnapshotSummary } from '../repository/repository.js';
import { resolveSnapshot } from './resolve-snapshot.js';

const taken = (id: string, phone: string, day: number): SnapshotSummary => ({
  id,
  objectName: `snapshot/${id}`,
  phone,
  sourceName: phone,
  driven: false,
  takenAt: new Date(Date.UTC(2026, 10, day)),
  files: 0,
  bytes: 0n,
  leftOut: 0,
});
const all = [taken('aab', 'p1', 9), taken('abc', 'p2', 8), taken('b00', 'p1', 5), taken('c00', 'p2', 3)];
const by = (day: number): Date => new Date(Date.UTC(2026, 10, day));

describe('a reference to a snapshot', () => {
  it('by time is the newest taken then or before, of the phone that is asked for', () => {
    expect(resolveSnapshot(all, 'latest').id).toBe('aab');
    expect(resolveSnapshot(all, 'latest', { takenBy: by(8) }).id).toBe('abc');
    expect(resolveSnapshot(all, 'latest', { takenBy: by(8), phone: 'p1' }).id).toBe('b00');
    expect(() => resolveSnapshot(all, 'latest', { takenBy: by(4), phone: 'p1' })).toThrow('or before');
    expect(() => resolveSnapshot([], 'latest', { takenBy: by(4) })).toThrow('no snapshot yet');
  });

  it('by the beginning of its id is one only', () => {
    expect(resolveSnapshot(all, 'AB').id).toBe('abc');
    expect(resolveSnapshot(all, 'a', { phone: 'p1' }).id).toBe('aab');
    expect(() => resolveSnapshot(all, 'a')).toThrow('2 snapshots begin like that');
    expect(() => resolveSnapshot(all, '')).toThrow('No snapshot is called that');
  });
});
