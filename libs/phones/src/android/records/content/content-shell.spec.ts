import { describe, expect, it } from '@jest/globals';
import { contentDouble, pulled, type Databases, type RowOf } from '../testing/content-double.js';
import { ContentShell } from './content-shell.js';
import { readTable } from './read-table.js';
import type { Table } from './table.js';
import type { Row } from '../../../records/row.js';
import { TableQuestions } from './table-questions.js';

const SMS: Table = { uri: 'content://sms', columns: { date: 'ms', body: 'text', sub_id: 'number' } };
const rows = (count: number, more: (id: number) => object = () => ({})): RowOf[] =>
  Array.from({ length: count }, (_, at) => ({
    _id: at + 1,
    date: at,
    body: `text ${at}`,
    sub_id: 1,
    ...more(at + 1),
  }));

async function read(
  databases: Databases,
  maxAnswer?: number,
): Promise<{ rows: Row[]; lines: readonly string[] }> {
  const transport = contentDouble(databases);
  const told: Row[] = [];
  for await (const row of readTable(new TableQuestions(new ContentShell(transport, maxAnswer), SMS)))
    told.push(row);
  return { rows: told, lines: transport.lines };
}
const bodies = (told: readonly Row[]): unknown[] => told.map((row) => row.values?.get('body'));
const sms = (table: readonly RowOf[] | { fails: string }, more: Partial<Databases> = {}): Databases => ({
  tables: { 'content://sms': table },
  ...more,
});

describe('reading a table', () => {
  it('takes two questions, three where something is null, and one where nothing is there', async () => {
    expect((await read(sms(rows(4000)))).lines).toHaveLength(2);
    expect((await read(sms(rows(4000, () => ({ body: null }))))).lines).toHaveLength(3);
    expect(await read(sms([]))).toEqual({
      rows: [],
      lines: [expect.stringContaining('--projection _id --sort')],
    });
  });

  it('asks large tables by ranges', async () => {
    const { rows: told, lines } = await read(sms(rows(12_000)));
    expect(told.map((row) => row.id)).toEqual(Array.from({ length: 12_000 }, (_, at) => String(at + 1)));
    expect(lines.filter((line) => line.includes('body'))).toEqual([
      expect.stringContaining("'_id>=1 AND _id<=5000'"),
      expect.stringContaining("'_id>=5001 AND _id<=10000'"),
      expect.stringContaining("'_id>=10001 AND _id<=12000'"),
    ]);
  });

  it('goes on without a column that the phone does not know', async () => {
    const table = rows(2).map(({ _id, date, body }) => ({ _id, date: date ?? 0, body: body ?? '' }));
    const { rows: told, lines } = await read(sms(table));
    expect(bodies(told)).toEqual(['text 0', 'text 1']);
    expect(told[0]?.values?.has('sub_id')).toBe(false);
    expect(lines).toHaveLength(3);
  });

  it('tells texts that read NULL from those that are null', async () => {
    const words = ['NULL', null, 'x', Buffer.from([1]), 'BLOB'];
    expect(bodies((await read(sms(rows(5, (id) => ({ body: words[id - 1] }))))).rows)).toEqual([
      'NULL',
      null,
      'x',
      null,
      'BLOB',
    ]);
  });

  it('takes a row that appears or goes while it reads for what it is', async () => {
    const table = rows(4);
    const before = (_line: string, asked: number): void => {
      if (asked === 2) table.splice(1, 1);
    };
    expect(bodies((await read(sms(table, { before }))).rows)).toEqual(['text 0', 'text 2', 'text 3']);
    const growing = rows(3);
    const added = (_line: string, asked: number): void => {
      if (asked === 2) growing.push({ _id: 9, date: 1, body: 'new', sub_id: 1 });
    };
    const { rows: told } = await read(sms(growing, { before: added }));
    expect(bodies(told)).toEqual(['text 0', 'text 1', 'text 2', 'new']);
  });

  it('reads in parts what is too long at once, and leaves out only the row that is too long by itself', async () => {
    const table = rows(40, (id) => ({ body: id === 7 ? 'x'.repeat(5000) : 'y'.repeat(100) }));
    const { rows: told } = await read(sms(table), 2_000);
    expect(told.filter((row) => row.values === undefined).map((row) => row.id)).toEqual(['7']);
    expect(bodies(told).filter((body) => body === 'y'.repeat(100))).toHaveLength(39);
  });
});

describe('a phone that refuses', () => {
  const fails = (exception: string): Databases => sms({ fails: exception });
  it.each([
    [
      'permission-denied',
      fails('java.lang.SecurityException: Permission Denial: reading com.android.providers'),
    ],
    ['unsupported', { tables: {} }],
    ['unreadable', fails('java.lang.NullPointerException: x')],
    ['unreadable', sms([], { commands: { content: 'Segmentation fault\n' } })],
    ['unreadable', sms([], { commands: { content: 'Row: 0 _id=1\nRow: 1 _id=1\n' } })],
    ['unreadable', sms([], { commands: { content: 'Row: 0 _id=1, surprise=1\n' } })],
    ['unsupported', sms([], { commands: { content: '/system/bin/sh: content: not found\n' } })],
  ] as const)('is told as %s', async (causeClass, databases) => {
    await expect(read(databases)).rejects.toMatchObject({ causeClass });
    await expect(read({ ...databases, v1: true })).rejects.toMatchObject({ causeClass });
  });

  it('is cut when it answers without end', async () => {
    const endless = sms([], { commands: { content: 'Row: 0 _id=1\n'.repeat(100_000) } });
    await expect(read(endless, 10_000)).rejects.toMatchObject({ causeClass: 'unreadable' });
  });

  it('ends everything when it is pulled off', async () => {
    const before = (_line: string, asked: number): void => {
      if (asked === 2) pulled();
    };
    await expect(read(sms(rows(3), { before }))).rejects.toMatchObject({ causeClass: 'unplugged' });
  });
});
