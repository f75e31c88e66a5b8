import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { IdList, PutTreeChunk } from '../tree/id-list.js';
import { encodeIdList, IdListWriter, LEFT_OUT_CHUNK, readIdList } from '../tree/id-list.js';
import { NodeWriter } from '../tree/node-writer.js';
import type { PushedName } from '../tree/pushed-name.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { readContent } from '../tree/file-content.js';
import { NO_IDS } from '../tree/tree-entry.js';
import type { Staging } from './staging.js';
import { KINDS, ROOT } from './staging.js';

/**
 * Writes each folder, deepest first, so that a parent can name what its children became; a folder in which all stands as
 * the previous snapshot has it is not written again, so that the cost follows what changed. No recursion.
 */
export async function buildTree(staging: Staging, put: PutTreeChunk): Promise<IdList> {
  staging.database.exec(`
    CREATE INDEX not_kept ON node (parent) WHERE kept = 0;
    CREATE TABLE folder (at INTEGER PRIMARY KEY, id INTEGER UNIQUE NOT NULL, clean INTEGER NOT NULL);
    INSERT INTO folder (id, clean)
      SELECT id, kept AND NOT EXISTS (SELECT 1 FROM node c WHERE c.parent = node.id AND c.kept = 0)
      FROM node WHERE kind = 1 AND present = 1 ORDER BY depth DESC, id;
    CREATE INDEX present_children ON node (parent, name) WHERE present = 1;
  `);
  const done = staging.sql('UPDATE node SET content = ? WHERE id = ?');
  const unclean = staging.sql('UPDATE folder SET clean = 0 WHERE id = ?');
  const next = staging.sql(
    `SELECT at, folder.id, parent, old_content FROM folder JOIN node ON node.id = folder.id
     WHERE at > ? AND clean = 0 ORDER BY at LIMIT 1`,
  );
  for (let row = next.get(0n); row; row = next.get(row['at'] as bigint)) {
    const id = row['id'] as bigint;
    const content = encodeIdList(await writeFolder(staging, id, put));
    done.run(content, id);
    const old = row['old_content'] as Uint8Array | null;
    // Its entry in the folder above names it by these ids.
    if (!old || Buffer.compare(content, old) !== 0) unclean.run(row['parent'] as bigint);
  }
  const root = staging.sql('SELECT coalesce(content, old_content) AS ids FROM node WHERE id = ?').get(ROOT)!;
  return readIdList(new ByteReader(root['ids'] as Uint8Array, 'staging'), 'staging');
}

async function writeFolder(staging: Staging, id: bigint, put: PutTreeChunk): Promise<IdList> {
  const writer = new NodeWriter(put);
  const children = staging.sql(
    'SELECT * FROM node WHERE parent = ? AND present = 1 AND name > ? ORDER BY name LIMIT 512',
  );
  for (let last: Uint8Array = Buffer.alloc(0); ;) {
    const batch = children.all(id, last);
    for (const child of batch) await writer.add(treeEntry(child));
    if (batch.length < 512) return writer.finish();
    last = batch.at(-1)!['name'] as Uint8Array;
  }
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
  if (kind === 'file') {
    const held = readContent(new ByteReader(content, 'staging'), 'staging');
    const madeOf = row['made_of'] === null ? undefined : Buffer.from(row['made_of'] as Uint8Array);
    return { ...base, ...held, pushed: pushedName(row), madeOf };
  }
  return { ...base, ids: readIdList(new ByteReader(content, 'staging'), 'staging') };
}

function pushedName({ origin, opening, opened }: Record<string, unknown>): PushedName | undefined {
  if (!(origin instanceof Uint8Array)) return undefined;
  if (!(opening instanceof Uint8Array)) return { origin: Buffer.from(origin) };
  return {
    origin: Buffer.from(origin),
    seal: { opening: Buffer.from(opening), openedSize: opened as bigint },
  };
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
