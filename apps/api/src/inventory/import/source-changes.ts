import type { ListedPhone } from './listed-phones.js';

/** A phone as its source told of it in an import before. */
export interface KeptPhone {
  readonly id: string;
  readonly hash: string;
  readonly employeeId: string;
  readonly platform: string;
  readonly model: string | null;
  readonly osVersion: string | null;
  readonly ownership: string | null;
  readonly vanished: boolean;
}

export interface SourceChanges {
  readonly added: readonly ListedPhone[];
  /** `anew`: it is somebody else's now, or had vanished; what was said of it no longer holds. */
  readonly changed: readonly (ListedPhone & { readonly id: string; readonly anew: boolean })[];
  readonly vanished: readonly string[];
  readonly unchanged: number;
  /** How many it told of before. */
  readonly before: number;
  /** Everybody of whom something changed. */
  readonly people: readonly string[];
}

/** What an import changes of what its source told of before. What is as it was costs nothing more. */
export const sourceChanges = (
  kept: readonly KeptPhone[],
  listed: ReadonlyMap<string, ListedPhone>,
): SourceChanges => {
  const known = new Set<string>();
  const people = new Set<string>();
  const changed: (ListedPhone & { id: string; anew: boolean })[] = [];
  const vanished: string[] = [];
  let unchanged = 0;
  for (const was of kept) {
    known.add(was.hash);
    const is = listed.get(was.hash);
    if (!is) {
      if (was.vanished) continue;
      vanished.push(was.id);
      people.add(was.employeeId);
      continue;
    }
    const anew = was.vanished || was.employeeId !== is.employeeId;
    const same = (['platform', 'model', 'osVersion', 'ownership'] as const).every(
      (one) => was[one] === is[one],
    );
    if (same && !anew) {
      unchanged += 1;
      continue;
    }
    changed.push({ ...is, id: was.id, anew });
    people.add(was.employeeId).add(is.employeeId);
  }
  const added = [...listed.values()].filter(({ hash }) => !known.has(hash));
  for (const { employeeId } of added) people.add(employeeId);
  const before = kept.filter((one) => !one.vanished).length;
  return { added, changed, vanished, unchanged, before, people: [...people] };
};
