import { folderLocation } from '../location/folder-location.js';
import type { PackEntry } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import { readPackEntries } from '../packs/pack-layout.js';
import { unlockLocation } from '../repository/open-repository.js';
import { openSnapshot } from '../snapshots/snapshot-object.js';
import { contentChunks } from '../tree/file-content.js';
import { walkTree } from '../tree/walk-tree.js';
import { decodeSegment } from '../format/segment-object.js';
import type { GoldenRepository } from './golden-repository.js';

/** What lies where in a golden repository, found out with its keys and without the local index. */
export interface GoldenParts {
  /** One object of each kind that the newest snapshot of the phone `folder` needs. */
  readonly files: Readonly<Record<'data' | 'otherData' | 'tree' | 'index' | 'segment' | 'snapshot', string>>;
  /** Two chunks of one length in the pack `files.data`. */
  readonly alike: readonly [PackEntry, PackEntry];
  /** `<snapshot id> <path in hex>` of each file → packs of contents that hold a part of it; all of them are needed. */
  readonly packsOfFile: ReadonlyMap<string, ReadonlySet<string>>;
}

export const fileKey = (snapshotId: string, path: readonly Uint8Array[]): string =>
  `${snapshotId} ${path.map((name) => Buffer.from(name).toString('hex')).join('/')}`;

export async function goldenParts(golden: GoldenRepository): Promise<GoldenParts> {
  const location = folderLocation(golden.stored);
  const { keys, objects } = await unlockLocation(location, golden.unlocks[0]!);
  const packOf = new Map<string, string>();
  const trees = new Map<string, PackReader>();
  const entriesOf = new Map<string, PackEntry[]>();
  for (const kind of ['data', 'tree'] as const) {
    for await (const { name } of location.list(`${kind}/`)) {
      const bytes = await objects.get(name);
      const entries = readPackEntries(kind, keys, bytes, name);
      entriesOf.set(name, entries);
      for (const { id, dummy } of entries) if (!dummy) packOf.set(id.toString('hex'), name);
      if (kind === 'tree') trees.set(name, new PackReader('tree', keys, bytes, name));
    }
  }
  const get = async (id: Uint8Array): Promise<Buffer> =>
    trees.get(packOf.get(Buffer.from(id).toString('hex'))!)!.chunk(id);
  const packsOfFile = new Map<string, Set<string>>();
  for (const { id } of golden.snapshots) {
    const { root } = openSnapshot(keys, await objects.get(`snapshot/${id}`), id);
    for await (const { path, entry } of walkTree(root.tree, get)) {
      if (entry.kind !== 'file') continue;
      const packs = new Set<string>();
      for await (const chunk of contentChunks(entry, get)) packs.add(packOf.get(chunk.toString('hex'))!);
      packsOfFile.set(fileKey(id, path), packs);
    }
  }
  const snapshot = `snapshot/${golden.snapshots[0]!.id}`;
  const { root, segments } = openSnapshot(keys, await objects.get(snapshot), snapshot);
  const segment = segments.at(-1)!;
  const names = decodeSegment(await objects.get(segment), segment);
  const database = [...packsOfFile.get(fileKey(golden.snapshots[0]!.id, APP_DB))!].sort();
  const withAlike = database.find((name) => twoAlike(entriesOf.get(name)!) !== undefined)!;
  return {
    files: {
      data: withAlike,
      otherData: database.find((name) => name !== withAlike)!,
      tree: packOf.get(root.tree.ids[0]!.toString('hex'))!,
      index: names.find((name) => name.startsWith('index/'))!,
      segment,
      snapshot,
    },
    alike: twoAlike(entriesOf.get(withAlike)!)!,
    packsOfFile,
  };
}

const APP_DB = [Buffer.from('Documents'), Buffer.from('app.db')];

function twoAlike(entries: readonly PackEntry[]): readonly [PackEntry, PackEntry] | undefined {
  for (const one of entries) {
    const other = entries.find(({ number, length }) => number > one.number && length === one.length);
    if (other) return [one, other];
  }
  return undefined;
}
