import { encodeIdList } from './id-list.js';
import type { FolderState, SharedEntry } from './merged-folder.js';
import type { IdList } from './id-list.js';

/** The different states of a folder among these trees: equal id lists are equal folders, with all below them. */
export function folderStates(folders: Iterable<FolderState>): FolderState[] {
  const states = new Map<string, { ids: IdList; trees: number[] }>();
  for (const { ids, trees } of folders) {
    const key = encodeIdList(ids).toString('latin1');
    const known = states.get(key);
    if (known) known.trees.push(...trees);
    else states.set(key, { ids, trees: [...trees] });
  }
  return [...states.values()];
}

/** The states of the folder that a name is, where it is one. */
export function foldersIn(held: readonly SharedEntry[]): FolderState[] {
  return folderStates(
    held
      .filter(({ entry }) => entry.kind === 'directory')
      .map(({ entry, trees }) => ({ ids: entry.ids, trees })),
  );
}
