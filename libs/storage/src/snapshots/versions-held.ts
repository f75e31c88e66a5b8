import type { FoundPath, FoundVersion, Selection } from '../repository/repository.js';
import { encodeContent } from '../tree/file-content.js';
import type { SharedEntry } from '../tree/merged-folder.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { snapshotEntry } from './snapshot-entry.js';
import type { OpenedSnapshot } from './snapshot-list.js';

/** What of a path is wanted, for each phone that has it. */
export function* versionsHeld(
  path: readonly Buffer[],
  held: readonly SharedEntry[],
  snapshots: readonly OpenedSnapshot[],
  select: Selection,
): Generator<FoundPath> {
  const wanted = held.filter(({ entry }) => select.takes(snapshotEntry({ path, entry })));
  if (wanted.length === 0) return;
  const phones = new Map<string, FoundVersion[]>();
  for (const { entry, trees } of versionsOf(wanted, snapshots)) {
    const holders = trees.map((tree) => snapshots[tree]!.summary);
    const { phone } = holders[0]!;
    const versions = phones.get(phone) ?? [];
    phones.set(phone, versions);
    versions.push({ entry: snapshotEntry({ path, entry }), snapshots: holders });
  }
  for (const [phone, versions] of phones) yield { path, phone, versions };
}

/** Entries that are the same version on the same phone as one, newest first: trees are numbered from the newest on. */
function versionsOf(wanted: readonly SharedEntry[], snapshots: readonly OpenedSnapshot[]): SharedEntry[] {
  const byTree = wanted
    .flatMap(({ entry, trees }) => {
      const key = versionKey(entry);
      return trees.map((tree) => ({ tree, entry, key: `${snapshots[tree]!.root.phone}\0${key}` }));
    })
    .sort((a, b) => a.tree - b.tree);
  const versions = new Map<string, { entry: TreeEntry; trees: number[] }>();
  for (const { tree, entry, key } of byTree) {
    const known = versions.get(key);
    if (known) known.trees.push(tree);
    else versions.set(key, { entry, trees: [tree] });
  }
  return [...versions.values()];
}

function versionKey(entry: TreeEntry): string {
  if (entry.kind === 'directory') return entry.kind;
  if (entry.kind === 'symlink') return `symlink ${entry.linkTarget!.toString('latin1')}`;
  return `file ${entry.size} ${entry.mtimeNs} ${encodeContent(entry).toString('latin1')}`;
}
