import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { usage } from '../../faults/fault.js';
import { type CheckedAnchor, checkAnchor } from './anchor-check.js';

/** A few hundred bytes; whatever is larger is something else. */
const LARGEST = 64 * 1024;

/** Anchors that were kept elsewhere: files, and folders with files `….json` at any depth, as they lie in a location. */
export async function givenAnchors(paths: readonly string[]): Promise<CheckedAnchor[]> {
  const anchors: CheckedAnchor[] = [];
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      const { size } = await stat(file);
      const text = size > LARGEST ? '' : (await readFile(file, 'utf8')).replace(/\n$/, '');
      const anchor = checkAnchor(text);
      if (!anchor)
        throw usage(
          `${file} is no anchor of an audit log, or it was changed.`,
          'Fetch it again from the location, or leave it out and ask why it changed.',
        );
      anchors.push(anchor);
    }
  }
  return anchors;
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw usage(`There is nothing at ${path}.`, 'Give files or folders with anchors.');
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0)
    throw usage(`There is no anchor in ${path}.`, 'Anchors are files that end in .json.');
  return files;
}
