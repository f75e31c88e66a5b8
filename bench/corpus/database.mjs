import { noise } from './noise.mjs';
import { seededNumbers } from './seeded-numbers.mjs';
import { prose } from './words.mjs';

export const PAGE_BYTES = 4096;
const PAGES_A_PIECE = 128;
const PHRASES_BYTES = 512 * 1024;

/**
 * A file laid out as SQLite lays out its own: the 100 bytes of the real header, pages of 4 KiB, rows of messages that
 * compress about twofold. It is no database that SQLite opens; a program that looks at headers and pages takes it for
 * one. `changed`: numbers of the pages that hold other rows than on the first day; page 0 then counts one change more.
 */
export function* database({ seed, key, size, changed = [] }) {
  const pages = size / PAGE_BYTES;
  const isChanged = new Set(changed);
  const phrases = prose(seededNumbers(seed, `${key} phrases`), PHRASES_BYTES);
  const ids = noise(seed, `${key} ids`);
  for (let first = 0; first < pages; first += PAGES_A_PIECE) {
    const piece = Buffer.alloc(Math.min(PAGES_A_PIECE, pages - first) * PAGE_BYTES);
    const noiseOfPiece = ids.take(piece.length / 4);
    for (let at = 0; at < piece.length; at += PAGE_BYTES) {
      const number = first + at / PAGE_BYTES;
      const day = isChanged.has(number) ? 2 : 1;
      const random = seededNumbers(seed, `${key} page ${number} day ${day}`);
      const own = noiseOfPiece.subarray(at / 4, (at + PAGE_BYTES) / 4);
      fillPage(piece.subarray(at, at + PAGE_BYTES), number, random, phrases, own);
    }
    if (first === 0) writeHeader(piece, pages, isChanged.size > 0 ? 2 : 1);
    yield piece;
  }
}

/** Rows as SQLite packs them, from the end of the page towards its list of cells. */
function fillPage(page, number, random, phrases, own) {
  const start = number === 0 ? 100 : 0;
  let cells = 0;
  let end = PAGE_BYTES;
  for (let used = 0; ;) {
    const text = 40 + random.below(200);
    const row = 40 + text;
    if (end - row < start + 8 + 2 * (cells + 1)) break;
    end -= row;
    page.writeUInt16BE(row, end);
    page.writeUInt32BE(number * 64 + cells, end + 2);
    page.writeUInt32BE(1_700_000_000 + random.below(70_000_000), end + 6);
    own.copy(page, end + 10, used, used + 30);
    used = (used + 30) % (own.length - 30);
    const from = random.below(PHRASES_BYTES - text);
    phrases.copy(page, end + 40, from, from + text);
    page.writeUInt16BE(end, start + 8 + 2 * cells);
    cells += 1;
  }
  page[start] = 0x0d;
  page.writeUInt16BE(cells, start + 3);
  page.writeUInt16BE(end, start + 5);
}

/** As https://www.sqlite.org/fileformat2.html, section 1.3, wants it. */
function writeHeader(page, pages, changes) {
  page.write('SQLite format 3\0', 0, 'latin1');
  page.writeUInt16BE(PAGE_BYTES, 16);
  page.set([1, 1, 0, 64, 32, 32], 18);
  page.writeUInt32BE(changes, 24);
  page.writeUInt32BE(pages, 28);
  page.writeUInt32BE(1, 40);
  page.writeUInt32BE(4, 44);
  page.writeUInt32BE(1, 56);
  page.writeUInt32BE(changes, 92);
  page.writeUInt32BE(3_045_000, 96);
}
