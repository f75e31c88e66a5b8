import { DatabaseSync } from 'node:sqlite';
import { readFileSync, writeFileSync } from 'node:fs';

const LEVELS = 8;
const CELLS = 200;

/**
 * Spoils the table `Files` of a database (SQLite's file format §1.6): above its page come eight of 200 pointers each that all
 * lead to the next, so that a few kilobytes have 200^8 rows. SQLite reads it without a complaint.
 */
export function leadBackIntoItself(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'Files'").get()!['rootpage'],
  );
  const size = Number(database.prepare('PRAGMA page_size').get()!['page_size']);
  database.close();
  const bytes = readFileSync(file);
  const pages = bytes.length / size;
  const all = Buffer.concat([bytes, Buffer.alloc(LEVELS * size)]);
  const leaf = pages + LEVELS;
  bytes.copy(all, (leaf - 1) * size, (root - 1) * size, root * size);
  for (let level = 0; level < LEVELS; level++) {
    const page = level === 0 ? root : pages + level;
    all.set(interiorPage(size, pages + level + 1), (page - 1) * size);
  }
  all.writeUInt32BE(leaf, 28);
  writeFileSync(file, all);
}

function interiorPage(size: number, child: number): Buffer {
  const page = Buffer.alloc(size);
  page.writeUInt8(0x05);
  page.writeUInt16BE(CELLS, 3);
  page.writeUInt16BE(size - CELLS * 5, 5);
  page.writeUInt32BE(child, 8);
  for (let cell = 0; cell < CELLS; cell++) {
    const at = size - (cell + 1) * 5;
    page.writeUInt16BE(at, 12 + cell * 2);
    page.writeUInt32BE(child, at);
    page.writeUInt8(1, at + 4);
  }
  return page;
}
