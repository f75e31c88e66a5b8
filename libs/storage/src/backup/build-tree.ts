import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { IdList, PutTreeChunk } from '../tree/id-list.js';
import { encodeIdList, IdListWriter, LEFT_OUT_CHUNK, readIdList } from '../tree/id-list.js';
import { NodeWriter } from '../tree/node-writer.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { NO_IDS } from '../tree/tree-entry.js';
import { parseFileContent } from './content-row.js';
import type { Staging } from './staging.js';
import { KINDS, ROOT } from './staging.js';

/** Writes each folder, deepest first, so that a parent can name what its children became. No recursion. */
export async function buildTree(staging: Staging, put: PutTreeChunk): Promise<IdList> {
  staging.database.exec(`
    CREATE TABLE folder AS SELECT id FROM node WHERE kind = 1 AND present = 1 ORDER BY depth DESC, id;
    CREATE INDEX present_children ON node (parent, name) WHERE present = 1;
  `);
  const done = staging.sql('UPDATE node SET content = ? WHERE id = ?');
  const next = staging.sql('SELECT rowid AS at, id FROM folder WHERE rowid > ? ORDER BY rowid LIMIT 1');
  const children = staging.sql(
    'SELECT * FROM node WHERE parent = ? AND present = 1 AND name > ? ORDER BY name LIMIT 512',
  );
  let root = NO_IDS;
  for (let row = next.get(0n); row; row = next.get(row['at'] as bigint)) {
    const writer = new NodeWriter(put);
    const id = row['id'] as bigint;
    for (let last: Uint8Array = Buffer.alloc(0); ;) {
      const batch = children.all(id, last);
      for (const child of batch) await writer.add(treeEntry(child));
      if (batch.length < 512) break;
      last = batch.at(-1)!['name'] as Uint8Array;
    }
    const ids = await writer.finish();
    if (Number(id) === ROOT) root = ids;
    else done.run(encodeIdList(ids), id);
  }
  return root;
}

function treeEntry(row: Record<string, unknown>): TreeEntry {
  const kind = KINDS[Number(row['kind'])]!;
  const content = row['content'] as Uint8Array;
  const base = {
    name: Buffer.from(row['name'] as Uint8Array),
    kind,
    size: row['size'] as bigint,
    mtimeNs: row['mtime'] as bigint,
    mode: row['mode'] === null ? undefined : Number(row['mode']),
    category: row['category'] as string,
  };
  if (kind === 'symlink') return { ...base, ids: NO_IDS, linkTarget: Buffer.from(content) };
  if (kind === 'file') return { ...base, ...parseFileContent(content) };
  return { ...base, ids: readIdList(new ByteReader(content, 'staging'), 'staging') };
}

const LEFT_OUT_BYTES = 256 * 1024;

/** `3 u8 ‖ (path u32 + bytes ‖ category u8 + text ‖ cause u8 + text)…`; the path as `u16 + bytes` a segment. */
export async function buildLeftOut(staging: Staging, put: PutTreeChunk): Promise<IdList> {
  const list = new IdListWriter(put);
  let out = new ByteWriter(1024).u8(LEFT_OUT_CHUNK);
  for (const row of staging.sql('SELECT path, category, cause FROM left_out ORDER BY rowid').iterate()) {
    const [path, category, cause] = [
      row['path'] as Uint8Array,
      row['category'] as string,
      row['cause'] as string,
    ];
    out.u32(path.length).raw(path);
    for (const text of [category, cause]) out.u8(text.length).raw(Buffer.from(text, 'latin1'));
    if (out.length < LEFT_OUT_BYTES) continue;
    await list.add(await put(out.toBuffer()));
    out = new ByteWriter(1024).u8(LEFT_OUT_CHUNK);
  }
  if (out.length > 1) await list.add(await put(out.toBuffer()));
  return list.finish();
}
