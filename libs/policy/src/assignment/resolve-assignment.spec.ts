import { describe, expect, it } from '@jest/globals';
import { assignmentFaults } from './assignment-faults.js';
import { resolveAssignment } from './resolve-assignment.js';

const floor = { id: '0', priority: 0 };
const drivers = { id: '1', groupId: 'drivers', priority: 10 };
const office = { id: '2', groupId: 'office', priority: 20 };
const ALL = [floor, drivers, office];

describe('resolveAssignment', () => {
  it.each([
    ['everybody, for who is in no group', [], floor, 'everybody'],
    ['the group of the person', ['drivers', 'unassigned'], drivers, 'group'],
    ['the highest number, in whichever order they were written', ['office', 'drivers'], office, 'group'],
  ])('is decided by %s', (_what, groups, won, because) => {
    for (const list of [ALL, ALL.toReversed()])
      expect(resolveAssignment(list, new Set(groups))).toMatchObject({ won, because });
  });

  it('says why each of the others does not decide', () => {
    expect(resolveAssignment(ALL, new Set(['office', 'drivers']))?.lost).toEqual([
      { assignment: drivers, because: 'lower-priority' },
      { assignment: floor, because: 'floor' },
    ]);
    expect(resolveAssignment(ALL, new Set(['drivers']))?.lost).toEqual([
      { assignment: office, because: 'not-in-group' },
      { assignment: floor, because: 'floor' },
    ]);
  });

  it('takes everybody for the floor whatever its number, and breaks a tie by the id', () => {
    expect(resolveAssignment([{ id: '0', priority: 99 }, drivers], new Set(['drivers']))?.won).toBe(drivers);
    const tie = { ...office, priority: drivers.priority };
    expect(resolveAssignment([tie, drivers], new Set(['drivers', 'office']))?.won).toBe(drivers);
    expect(resolveAssignment([drivers], new Set())).toBeUndefined();
  });
});

describe('assignmentFaults', () => {
  it('finds nothing in a list that decides about everybody', () => {
    expect(assignmentFaults(ALL)).toEqual([]);
    expect(assignmentFaults([floor])).toEqual([]);
  });

  it.each([
    ['no-floor', [drivers]],
    ['two-floors', [floor, floor]],
    ['floor-priority', [{ id: '0', priority: 1 }]],
    ['priority-range', [floor, { ...drivers, priority: 0 }]],
    ['priority-range', [floor, { ...drivers, priority: 1.5 }]],
    ['tie', [floor, drivers, { ...office, priority: 10 }]],
    ['group-twice', [floor, drivers, { ...drivers, priority: 11 }]],
  ])('refuses %s', (code, list) => {
    expect(assignmentFaults(list).map((fault) => fault.code)).toEqual([code]);
  });
});
