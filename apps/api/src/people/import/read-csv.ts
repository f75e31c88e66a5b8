import { CsvError, parse } from 'csv-parse';
import { DomainError } from '../../problems/domain-error.js';

/** One row of a file by the names of our columns; undefined: it has not as many cells as the header. */
export interface CsvRow {
  /** From 1; the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>> | undefined;
}

export const COLUMNS = ['name', 'email', 'department'] as const;
export type Column = (typeof COLUMNS)[number];

export interface CsvFile {
  readonly rows: readonly CsvRow[];
  readonly ignoredColumns: readonly string[];
}

/** Without the header. */
const MOST_LINES = 100_000;
const DELIMITERS = [',', ';', '\t'];
const LONGEST_RECORD = 10_000;

const refused = (detail: string): DomainError =>
  new DomainError('file-refused', `${detail} Nothing was changed.`);

/** As people head columns; case and blanks do not matter. */
const NAMES: ReadonlyMap<string, Column> = new Map([
  ['name', 'name'],
  ['displayname', 'name'],
  ['fullname', 'name'],
  ['email', 'email'],
  ['e-mail', 'email'],
  ['emailaddress', 'email'],
  ['mail', 'email'],
  ['department', 'department'],
]);
const columnOf = (heading: string): Column | undefined =>
  NAMES.get(heading.toLowerCase().replace(/[\s_]+/g, ''));

/** The delimiter that the header has most of, outside of quotes. */
const delimiterOf = (text: string): string => {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** UTF-8 with or without its mark, lines ending one way; another encoding would garble names, so it is refused. */
const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw refused('The file is not UTF-8: save it as “CSV UTF-8”.');
  }
};

/**
 * Reads a CSV file (RFC 4180; also with `;` or tabs, as spreadsheets write it). Rows are kept as they are; whether they
 * make sense is for others to say. @throws DomainError `file-refused`, `too-large`
 */
export const readCsv = async (bytes: Uint8Array): Promise<CsvFile> => {
  const text = textOf(bytes);
  // Before it is parsed: what is too much costs nothing.
  if (text.split('\n', MOST_LINES + 3).length > MOST_LINES + 2)
    throw new DomainError(
      'too-large',
      `A file has at most ${MOST_LINES} lines. Nothing was changed: cut it.`,
    );
  const parser = parse(text, {
    delimiter: delimiterOf(text),
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    info: true,
  });
  let header: readonly (Column | undefined)[] | undefined;
  let headings: readonly string[] = [];
  const rows: CsvRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (header === undefined) {
        headings = record.map((heading) => heading.trim());
        header = headerOf(headings);
        continue;
      }
      // What it counts is where a row ends.
      const line = info.lines - record.join('').split('\n').length + 1;
      rows.push({ line, cells: cellsOf(header, record) });
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused('The file is no CSV: a quote is not closed, or a row is very long.');
  }
  if (header === undefined) throw refused('The file is empty.');
  return { rows, ignoredColumns: headings.filter((heading) => columnOf(heading) === undefined) };
};

const headerOf = (headings: readonly string[]): (Column | undefined)[] => {
  const columns = headings.map(columnOf);
  const has = (column: Column): number => columns.filter((one) => one === column).length;
  if (has('name') !== 1 || has('email') !== 1 || has('department') > 1)
    throw refused(
      'The first line names the columns: name and email, and department where you have it, once each.',
    );
  return columns;
};

const cellsOf = (header: readonly (Column | undefined)[], record: readonly string[]): CsvRow['cells'] => {
  if (record.length !== header.length) return undefined;
  const cells = { name: '', email: '', department: '' };
  header.forEach((column, at) => {
    if (column !== undefined) cells[column] = record[at] ?? '';
  });
  return cells;
};
