import { PAGE_BYTES } from './database.mjs';
import { dayOne, photoBytes, photoEntry, shuffled, sorted } from './day-one.mjs';
import { addedSentence } from './note.mjs';
import { seededNumbers } from './seeded-numbers.mjs';

const SECOND_DAY = Date.UTC(2026, 2, 1, 8) / 1000;
const SHARE = 0.01;

/**
 * What the same phone holds a day later: one page of a hundred changed in each database, one new photo, one note edited,
 * one photo moved, one photo renamed and one deleted for every hundred there are; at least one of each. In the form of
 * `dayOne`.
 */
export function dayTwo({ size, seed }) {
  const random = seededNumbers(seed, 'second day');
  const today = () => SECOND_DAY + random.below(36_000);
  const before = dayOne({ size, seed });
  const camera = shuffled(before.filter(isInCamera), random);
  const some = Math.max(1, Math.round(camera.length * SHARE));
  const moved = new Set(camera.slice(0, some));
  const renamed = new Set(camera.slice(some, 2 * some));
  const deleted = new Set(camera.slice(2 * some, 3 * some));
  const notes = before.filter((entry) => entry.kind === 'note' && entry.size > 1000);
  const edited = new Set(shuffled(notes, random).slice(0, Math.max(1, Math.round(notes.length * SHARE))));
  const fresh = Array.from({ length: some }, (_, at) =>
    photoEntry(camera.length + at, Math.floor(Math.min(photoBytes(random), size / 8)), today()),
  );
  const after = before
    .filter((entry) => !deleted.has(entry))
    .map((entry) => {
      if (moved.has(entry)) return { ...entry, path: entry.path.replace('DCIM/Camera', 'Pictures/Holiday') };
      if (renamed.has(entry)) return { ...entry, path: entry.path.replace('IMG_', 'Best of ') };
      if (edited.has(entry)) return editedNote(entry, seed, today());
      if (entry.kind === 'database')
        return { ...entry, changed: changedPages(entry, random), mtime: today() };
      return entry;
    });
  return sorted([...after, ...fresh]);
}

const isInCamera = (entry) => entry.kind === 'photo' && entry.path.startsWith('DCIM/Camera/');

const editedNote = (entry, seed, mtime) => ({
  ...entry,
  edited: true,
  size: entry.size + addedSentence(seed, entry.key).length,
  mtime,
});

/** Drawn evenly over the file. SQLite counts each change in the header, so page 0 is always among them. */
function changedPages({ size }, random) {
  const pages = size / PAGE_BYTES;
  const changed = new Set([0]);
  while (changed.size < Math.max(2, Math.round(pages * SHARE))) changed.add(random.below(pages));
  return [...changed].sort((a, b) => a - b);
}
