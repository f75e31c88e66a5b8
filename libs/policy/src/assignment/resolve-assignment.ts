/** One line of a company's assignments: whom a policy is assigned to. */
export interface AssignmentRules {
  readonly id: string;
  /** Undefined: everybody in the company, the floor below all groups. */
  readonly groupId?: string | undefined;
  /** Of several that cover somebody the highest number wins; that of everybody is 0. */
  readonly priority: number;
}

/** Why an assignment does not decide about somebody. `floor`: it is for whoever no group decides about. */
export type LostBecause = 'not-in-group' | 'lower-priority' | 'floor';

export interface AssignmentResolution<A extends AssignmentRules> {
  readonly won: A;
  /** `group`: the person is in its group. `everybody`: none of the groups that a policy is assigned to has them. */
  readonly because: 'group' | 'everybody';
  /** The others, in the order in which they would decide. */
  readonly lost: readonly { readonly assignment: A; readonly because: LostBecause }[];
}

/**
 * In the order in which they decide: the highest priority first, everybody last whatever its number says. A tie is
 * refused when assignments are saved; should one stand nevertheless, the lower id decides, so that two processes never
 * differ.
 */
export const inOrder = <A extends AssignmentRules>(assignments: readonly A[]): A[] =>
  [...assignments].sort(
    (one, other) =>
      Number(one.groupId === undefined) - Number(other.groupId === undefined) ||
      other.priority - one.priority ||
      (one.id < other.id ? -1 : Number(one.id > other.id)),
  );

/**
 * Which assignment decides about somebody who is in these groups, and why the others do not. Undefined where none covers
 * them, which cannot be while everybody is assigned to.
 */
export function resolveAssignment<A extends AssignmentRules>(
  assignments: readonly A[],
  groups: ReadonlySet<string>,
): AssignmentResolution<A> | undefined {
  const ordered = inOrder(assignments);
  const covers = ({ groupId }: A): boolean => groupId === undefined || groups.has(groupId);
  const won = ordered.find(covers);
  if (won === undefined) return undefined;
  const lost = ordered.flatMap((assignment) =>
    assignment === won ? [] : [{ assignment, because: lostBecause(assignment, covers(assignment)) }],
  );
  return { won, because: won.groupId === undefined ? 'everybody' : 'group', lost };
}

const lostBecause = ({ groupId }: AssignmentRules, covered: boolean): LostBecause => {
  if (!covered) return 'not-in-group';
  return groupId === undefined ? 'floor' : 'lower-priority';
};
