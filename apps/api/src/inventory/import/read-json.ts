import { InventoryRow } from '@holdfast/contracts';
import { DomainError } from '../../problems/index.js';
import type { Cells } from './columns.js';
import { LONGEST_RECORD, MOST_ROWS, type ReadFile, type ReadRow } from './read-file.js';

const cellsOf = (value: unknown): Cells | undefined => {
  const row = InventoryRow.safeParse(value);
  if (!row.success) return undefined;
  const { device_id, email, platform, model, os_version, ownership } = row.data;
  return {
    deviceId: device_id ?? '',
    addresses: [email],
    platform,
    model: model ?? '',
    osVersion: os_version ?? '',
    ownership: ownership ?? '',
  };
};

/** A body that the parser took: `{"rows": […]}`. Rows are counted from 1. @throws DomainError `file-refused` */
export const readJson = (body: unknown): ReadFile => {
  const rows = (body as { rows?: unknown } | undefined)?.rows;
  if (!Array.isArray(rows))
    throw new DomainError('file-refused', 'JSON comes as {"rows": […]}. Nothing was changed.');
  return { rows: rows.map((row, at) => ({ line: at + 1, cells: cellsOf(row) })), ignoredColumns: [] };
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

/** One JSON object a line, as it comes in. @throws DomainError `file-refused`, `too-large` */
export const readJsonLines = async (text: AsyncIterable<string>): Promise<ReadFile> => {
  const rows: ReadRow[] = [];
  let line = 0;
  const take = (one: string): void => {
    line += 1;
    if (one.trim() === '') return;
    if (rows.length === MOST_ROWS)
      throw new DomainError(
        'too-large',
        `An inventory has at most ${String(MOST_ROWS)} rows. Nothing was changed: cut it.`,
      );
    rows.push({ line, cells: cellsOf(parsed(one)) });
  };
  let rest = '';
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_RECORD)
      throw new DomainError('file-refused', 'A line is very long. Nothing was changed.');
    lines.forEach(take);
  }
  take(rest);
  return { rows, ignoredColumns: [] };
};
