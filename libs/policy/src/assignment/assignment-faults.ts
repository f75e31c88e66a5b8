import type { AssignmentRules } from './resolve-assignment.js';

/** What is wrong with a list of assignments, and with which of them (its place in the list, from 0). */
export interface AssignmentFault {
  readonly code: 'no-floor' | 'two-floors' | 'floor-priority' | 'priority-range' | 'tie' | 'group-twice';
  readonly at: number;
  readonly sentence: string;
}

/** Priorities of groups are from 1 to this. */
export const HIGHEST_PRIORITY = 1_000_000;

/**
 * What a list of assignments is refused for: it has exactly one for everybody, at priority 0; each group stands in it
 * once; and no two have the same priority, because nobody could tell which decides about a person who is in both.
 */
export function assignmentFaults(assignments: readonly Omit<AssignmentRules, 'id'>[]): AssignmentFault[] {
  const faults: AssignmentFault[] = [];
  const fault = (code: AssignmentFault['code'], at: number, sentence: string): void =>
    void faults.push({ code, at, sentence });
  const priorities = new Map<number, number>();
  const groups = new Map<string, number>();
  let floor: number | undefined;
  assignments.forEach(({ groupId, priority }, at) => {
    if (groupId === undefined) {
      if (floor !== undefined) fault('two-floors', at, 'Only one policy can be assigned to everybody.');
      else if (priority !== 0) fault('floor-priority', at, 'The assignment to everybody has priority 0.');
      floor = at;
      return;
    }
    if (!Number.isInteger(priority) || priority < 1 || priority > HIGHEST_PRIORITY)
      fault('priority-range', at, `The priority of a group is from 1 to ${String(HIGHEST_PRIORITY)}.`);
    if (groups.has(groupId)) fault('group-twice', at, 'A group stands in the list once.');
    else if (priorities.has(priority))
      fault('tie', at, `Two groups have priority ${String(priority)}: for who is in both, neither decides.`);
    groups.set(groupId, at);
    priorities.set(priority, at);
  });
  if (floor === undefined)
    fault(
      'no-floor',
      assignments.length,
      'One policy has to be assigned to everybody: it covers whoever is in none of the groups.',
    );
  return faults;
}
