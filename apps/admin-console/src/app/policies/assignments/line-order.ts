import type { PolicyAssignmentRow } from '../../client/models/policy-assignment-row';

/** A line as it is wanted: who is in the group is covered by the policy, unless a line with a higher priority says otherwise. */
export interface Line {
  readonly policyId: string;
  /** Null: everybody. */
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly priority: number;
}

const STEP = 10;
const MOST = 1_000_000;

/** Tells lines apart: each group has one, and everybody. */
export const keyOf = ({ group }: Pick<Line, 'group'>): string => group?.id ?? 'everybody';

export const linesOf = (rows: readonly PolicyAssignmentRow[]): Line[] =>
  rows.map(({ policyId, group, priority }) => ({ policyId, group, priority }));

/** Everybody's line is the floor: priority 0, last whatever happens. */
const inOrder = (lines: readonly Line[]): Line[] =>
  lines.toSorted(
    (one, other) =>
      Number(one.group === null) - Number(other.group === null) || other.priority - one.priority,
  );

/** With the line that is above or below in its place, and the other way round: their priorities change places, no other does. */
export function moved(lines: readonly Line[], key: string, by: -1 | 1): Line[] {
  const at = lines.findIndex((line) => keyOf(line) === key);
  const [line, other] = [lines[at], lines[at + by]];
  if (!line || !other || line.group === null || other.group === null) return [...lines];
  return inOrder(
    lines.map((one) => {
      if (one === line) return { ...line, priority: other.priority };
      return one === other ? { ...other, priority: line.priority } : one;
    }),
  );
}

/** With one more line, which decides before all others. */
export function added(lines: readonly Line[], line: Omit<Line, 'priority'>): Line[] {
  const highest = Math.max(0, ...lines.map(({ priority }) => priority));
  if (highest + STEP <= MOST) return [{ ...line, priority: highest + STEP }, ...lines];
  // No number is left above: all are counted anew from the floor.
  const groups = lines.filter(({ group }) => group !== null).toReversed();
  const anew = groups.map((one, index) => ({ ...one, priority: (index + 1) * STEP }));
  return inOrder([
    ...lines.filter(({ group }) => group === null),
    ...anew,
    { ...line, priority: (groups.length + 1) * STEP },
  ]);
}

export const sameLines = (one: readonly Line[], other: readonly Line[]): boolean =>
  one.length === other.length &&
  one.every((line, at) => {
    const like = other[at];
    return (
      like !== undefined &&
      keyOf(like) === keyOf(line) &&
      like.policyId === line.policyId &&
      like.priority === line.priority
    );
  });
