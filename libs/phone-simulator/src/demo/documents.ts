import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from './seeded.js';

const WORDS =
  'the crew checked every valve before noon and wrote the readings down while rain kept falling on the yard where ' +
  'two trucks waited for parts from the northern depot that nobody had ordered in time';

/** Some lines of plain text. */
export function letter(seed: number, label: string, lines: number): Buffer {
  const random = seeded(seed, `letter ${label}`);
  const words = WORDS.split(' ');
  const line = (): string =>
    Array.from({ length: 8 + random.below(8) }, () => words[random.below(words.length)]).join(' ');
  return Buffer.from(Array.from({ length: lines }, () => `${line()}.\n`).join(''));
}

/** Rows of a spreadsheet. */
export function table(seed: number, rows: number): Buffer {
  const random = seeded(seed, `table ${rows}`);
  const row = (_: unknown, at: number): string =>
    `${at + 1},part-${1000 + random.below(9000)},${random.below(500)}\n`;
  return Buffer.from(`line,part,count\n${Array.from({ length: rows }, row).join('')}`);
}

/** Contacts as phones export them (vCard 3.0); numbers of the range reserved for fiction. */
export function contactCard(seed: number, people: number): Buffer {
  const random = seeded(seed, 'contacts');
  const first = ['Ana', 'Björn', 'Chloé', 'Dmitri', 'Eun-ji', 'Fatima', 'Güneş', 'Hana'];
  const last = ['Almeida', 'Bergström', 'Çelik', 'Dubois', 'Ито', 'Novák', 'O’Neil', 'Żak'];
  const card = (): string => {
    const [given, family] = [first[random.below(8)] ?? '', last[random.below(8)] ?? ''];
    const number = `+1 202 555 01${String(random.below(100)).padStart(2, '0')}`;
    return `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${family};${given};;;\r\nFN:${given} ${family}\r\nTEL;TYPE=CELL:${number}\r\nEND:VCARD\r\n`;
  };
  return Buffer.from(Array.from({ length: people }, card).join(''));
}

/** A PDF of one page with one line. */
export function pdfOf(line: string): Buffer {
  const content = `BT /F1 24 Tf 72 720 Td (${line.replace(/[()\\]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A small SQLite database. */
export async function databaseOf(seed: number): Promise<Buffer> {
  // Loaded late, so that what needs no demo does not load SQLite.
  const { DatabaseSync } = await import('node:sqlite');
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
  try {
    const file = join(folder, 'measurements.db');
    const database = new DatabaseSync(file);
    database.exec(
      'CREATE TABLE measurement (id INTEGER PRIMARY KEY, valve TEXT NOT NULL, bar REAL NOT NULL)',
    );
    const random = seeded(seed, 'database');
    const insert = database.prepare('INSERT INTO measurement (valve, bar) VALUES (?, ?)');
    database.exec('BEGIN');
    for (let row = 0; row < 2000; row += 1) insert.run(`V-${random.below(400)}`, random.below(6000) / 100);
    database.exec('COMMIT');
    database.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
