import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { database } from './database.mjs';
import { dayOne } from './day-one.mjs';
import { dayTwo } from './day-two.mjs';
import { photo, video } from './media.mjs';
import { note } from './note.mjs';

const WRITERS = { photo, video, note, database };
const FOLDERS_MTIME = Date.UTC(2026, 1, 28) / 1000;

/** `folder` holds something that no corpus of this seed and size has; nothing was touched. */
export class ForeignFile extends Error {
  name = 'ForeignFile';
}

/**
 * Makes `folder` hold the corpus of a day: in an empty one everything is written; in one that holds a day already, what
 * differs is renamed, written in place and removed, as a phone's owner would.
 * @param {AbortSignal} [signal] stops between two files
 * @returns {Promise<{ files: number, bytes: number, written: number }>}
 * @throws ForeignFile
 */
export async function writeTree(folder, { size, seed, day }, signal) {
  const wanted = day === 2 ? dayTwo({ size, seed }) : dayOne({ size, seed });
  const paths = new Map(wanted.map((entry) => [entry.path, entry]));
  const known = new Map(
    [...dayTwo({ size, seed }), ...dayOne({ size, seed })].map((entry) => [entry.path, entry]),
  );
  mkdirSync(folder, { recursive: true });
  const present = filesBelow(folder);
  const foreign = present.find((path) => !known.has(path));
  if (foreign !== undefined) throw new ForeignFile(`${join(folder, foreign)} is not of this corpus.`);
  const leaving = new Map();
  for (const path of present) if (!paths.has(path)) leaving.set(contentOf(known.get(path)), path);
  let written = 0;
  for (const entry of wanted) {
    // What writes without a pause hears no Ctrl-C.
    await breathe();
    signal?.throwIfAborted();
    const path = join(folder, entry.path);
    if (holds(path, entry)) continue;
    mkdirSync(dirname(path), { recursive: true });
    const was = leaving.get(contentOf(entry));
    if (was !== undefined && holds(join(folder, was), entry)) {
      renameSync(join(folder, was), path);
      leaving.delete(contentOf(entry));
      continue;
    }
    writeFile(path, entry, seed);
    written += entry.size;
  }
  for (const path of leaving.values()) rmSync(join(folder, path));
  dateFolders(folder);
  return { files: wanted.length, bytes: wanted.reduce((sum, entry) => sum + entry.size, 0), written };
}

const contentOf = ({ kind, key, edited = false, changed = [] }) =>
  `${kind} ${key} ${edited} ${changed.length}`;

/** By size and date, as backup programs tell it: the dates of all contents of one path differ. */
function holds(path, { size, mtime }) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === size && found.mtimeMs === mtime * 1000;
}

function writeFile(path, entry, seed) {
  const file = openSync(path, 'w', 0o644);
  try {
    for (const piece of WRITERS[entry.kind]({ ...entry, seed })) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
  utimesSync(path, entry.mtime, entry.mtime);
}

/** Paths of all files below, from the folder, with slashes. */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Folders carry the time at which something in them changed last: no two runs would have the same. Empty ones go. */
function dateFolders(folder) {
  const names = readdirSync(folder, { withFileTypes: true });
  for (const entry of names) {
    if (!entry.isDirectory()) continue;
    const below = join(folder, entry.name);
    dateFolders(below);
    if (readdirSync(below).length === 0) rmSync(below, { recursive: true });
  }
  utimesSync(folder, FOLDERS_MTIME, FOLDERS_MTIME);
}
