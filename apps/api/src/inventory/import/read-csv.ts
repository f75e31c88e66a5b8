import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { DomainError } from '../../problems/index.js';
import { Columns } from './columns.js';
import { LONGEST_RECORD, MOST_ROWS, type ReadFile, type ReadRow } from './read-file.js';

const DELIMITERS = [',', ';', '\t'];

const refused = (detail: string): DomainError =>
  new DomainError('file-refused', `${detail} Nothing was changed.`);

/** The delimiter that the header has most of, outside of quotes. */
const delimiterOf = (header: string): string => {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** The text up to the end of its first line, to look at, and all of it again. */
const peeked = async (text: AsyncIterator<string>): Promise<[header: string, all: AsyncIterable<string>]> => {
  let begun = '';
  while (!/[\r\n]/.test(begun) && begun.length < LONGEST_RECORD) {
    const next = await text.next();
    if (next.done) break;
    begun += next.value;
  }
  const all = async function* (): AsyncGenerator<string> {
    yield begun;
    for (let next = await text.next(); !next.done; next = await text.next()) yield next.value;
  };
  return [/^[^\r\n]*/.exec(begun)?.[0] ?? '', all()];
};

/**
 * Reads an export as CSV (RFC 4180; also with `;` or tabs), row by row as it comes in: of each only what is needed is kept.
 * @throws DomainError `file-refused`, `too-large`
 */
export const readCsv = async (text: AsyncGenerator<string>): Promise<ReadFile> => {
  const [header, all] = await peeked(text);
  let columns: Columns | undefined;
  const rows: ReadRow[] = [];
  // Each record is cut to what is needed as it is read: none goes through the stream, which would cost four times as much.
  const take = (record: string[], line: number): null => {
    if (columns === undefined) columns = columnsOf(record);
    else {
      if (rows.length === MOST_ROWS) throw tooMany();
      const cells = record.length === columns.headings.length ? columns.read(record) : undefined;
      rows.push({ line, cells });
    }
    return null;
  };
  const parser = parse({
    delimiter: delimiterOf(header),
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD,
    on_record: (record: string[], { lines }) => take(record, lines),
  });
  try {
    await pipeline(all, parser, async (none) => {
      for await (const _record of none);
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused('The file is no CSV: a quote is not closed, or a row is very long.');
  }
  const read = columns as Columns | undefined;
  if (read === undefined) throw refused('The file is empty.');
  return { rows, ignoredColumns: read.ignored };
};

const tooMany = (): DomainError =>
  new DomainError(
    'too-large',
    `An inventory has at most ${String(MOST_ROWS)} rows. Nothing was changed: cut it.`,
  );

const columnsOf = (record: readonly string[]): Columns => {
  const columns = new Columns(record.map((heading) => heading.trim()));
  if (!columns.enough)
    throw refused(
      'The first line names the columns: one with e-mail addresses, and one with the platform or the model.',
    );
  return columns;
};
