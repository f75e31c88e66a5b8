import { PAGE_BYTES } from './database.mjs';
import { seededNumbers } from './seeded-numbers.mjs';

const MB = 1_000_000;
const FIRST_MOMENT = Date.UTC(2023, 5, 1) / 1000;
const SECONDS = Date.UTC(2026, 1, 28) / 1000 - FIRST_MOMENT;
/** Shares of the corpus: of 2.44 GB, about 600 photos, 10 videos, 3,000 notes, three databases and 8 % duplicates. */
const VIDEOS = 0.24;
const DUPLICATES = 0.08;
const DATABASES = [
  { path: 'WhatsApp/Databases/msgstore.db', share: 0.034 },
  { path: 'Documents/Mail/mail.db', share: 0.019 },
  { path: 'Documents/Notebook/notebook.db', share: 0.0095 },
];
const BYTES_A_NOTE = 813_333;

/**
 * What a phone holds on the first day: a list of `{ path, kind, key, size, mtime }`, sorted by path. `kind` and `key`
 * (with `taken` of a photo) name the content, so that two entries with the same are duplicates. `mtime` is in seconds.
 * `size` is that of all files together; the list comes within one file of it.
 */
export function dayOne({ size, seed }) {
  const random = seededNumbers(seed, 'plan');
  const moment = () => FIRST_MOMENT + random.below(SECONDS);
  const databases = DATABASES.map(({ path, share }) => {
    const pages = Math.max(16, Math.round((size * share) / PAGE_BYTES));
    return { path, kind: 'database', key: path, size: pages * PAGE_BYTES, mtime: moment() };
  });
  const notes = Array.from({ length: Math.max(20, Math.round(size / BYTES_A_NOTE)) }, (_, at) => {
    const bytes = 200 + Math.floor(random.unit() ** 3 * 16_000);
    return noteEntry(at, bytes, moment());
  });
  const bytesOf = (entries) => entries.reduce((sum, entry) => sum + entry.size, 0);
  const media = Math.max(0, size - bytesOf(databases) - bytesOf(notes));
  const videos = drawn(Math.min(media, size * VIDEOS), () => 20 * MB + random.unit() ** 3 * 130 * MB).map(
    (bytes, at) => videoEntry(at, bytes, moment()),
  );
  const photos = drawn(Math.max(0, media - bytesOf(videos) - size * DUPLICATES), () =>
    photoBytes(random),
  ).map((bytes, at) => photoEntry(at, bytes, moment()));
  return sorted([
    ...databases,
    ...notes,
    ...videos,
    ...photos,
    ...forwarded(photos, size * DUPLICATES, random),
  ]);
}

/** Photos have 2 to 6 MB, most of them fewer than 3. */
export const photoBytes = (random) => 2 * MB + random.unit() ** 5 * 4 * MB;

export function photoEntry(number, size, taken) {
  const path = `DCIM/Camera/IMG_${stamp(taken)}_${number}.jpg`;
  return { path, kind: 'photo', key: `photo ${number}`, size, mtime: taken, taken };
}

function videoEntry(number, size, taken) {
  const path = `DCIM/Camera/VID_${stamp(taken)}_${number}.mp4`;
  return { path, kind: 'video', key: `video ${number}`, size, mtime: taken };
}

function noteEntry(number, size, mtime) {
  const [year, month] = new Date(mtime * 1000).toISOString().split('-');
  return {
    path: `Documents/Notes/${year}/${month}/note ${number}.txt`,
    kind: 'note',
    key: `note ${number}`,
    size,
    mtime,
  };
}

/** Every so many photos sent on: the same bytes once more, as a messenger keeps them. */
function forwarded(photos, most, random) {
  const copies = [];
  let left = most;
  for (const photo of shuffled(photos, random)) {
    if (photo.size > left) break;
    left -= photo.size;
    const path = `WhatsApp/Media/WhatsApp Images/Sent/IMG-${stamp(photo.taken).slice(0, 8)}-WA${copies.length}.jpg`;
    copies.push({ ...photo, path, mtime: photo.taken + 3600 });
  }
  return copies;
}

/** Sizes that `draw` gives until `total` is full; the last is cut to fit. */
function drawn(total, draw) {
  const sizes = [];
  for (let left = Math.floor(total); left > 0; left -= sizes.at(-1))
    sizes.push(Math.min(left, Math.floor(draw())));
  return sizes;
}

/** Fisher and Yates. */
export function shuffled(list, random) {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
}

/** By code unit, so that no locale has a say. */
export const sorted = (entries) => entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

const stamp = (seconds) =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
