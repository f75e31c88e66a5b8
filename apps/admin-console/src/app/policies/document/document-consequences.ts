import type { PolicyDocumentChange } from '../../client/models/policy-document-change';
import { formatCount, people, plural } from '../../text/counts';

const counted = (count: number): string =>
  plural(count, { one: $localize`1 policy`, other: $localize`${formatCount(count)}:count: policies` });

/** What applying does, in as many sentences as there are kinds of change. */
export function consequencesOf(changes: readonly PolicyDocumentChange[]): string[] {
  const of = (kind: PolicyDocumentChange['kind']) => changes.filter((change) => change.kind === kind);
  const [added, changed, retired, assigned] = [of('added'), of('changed'), of('retired'), of('assigned')];
  const covered = changed.reduce((sum, change) => sum + change.people.after, 0);
  return [
    ...(added.length > 0 ? [$localize`${counted(added.length)}:policies: made`] : []),
    ...(changed.length > 0
      ? [
          $localize`${counted(changed.length)}:policies: published as a new version, for ${people(covered)}:people:`,
        ]
      : []),
    ...(retired.length > 0
      ? [
          $localize`${counted(retired.length)}:policies: retired: ${retired.map(({ name }) => name).join(', ')}:names:`,
        ]
      : []),
    ...assigned.map(
      (change) => $localize`${people(change.people.after)}:people: covered by another policy than now`,
    ),
  ];
}
