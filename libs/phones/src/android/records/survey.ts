import type { CauseClass } from '@holdfast/contracts';
import type { ContentShell } from './content/content-shell.js';
import { concernsOne } from './content/provider-fault.js';
import { readTable } from './content/read-table.js';
import type { Row } from '../../records/row.js';
import { TableQuestions } from './content/table-questions.js';
import { Fingerprint } from '../../records/fingerprint.js';
import type { RecordKind } from './record-kind.js';
import type { LearntTable } from './record-tables.js';

/** Rows kept between a scan and the reading of its files, for all categories together. */
export class KeptRoom {
  constructor(private left: number = 16 * 1024 * 1024) {}

  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.left += bytes;
  }
}

/** What was found when a category's tables were read once. */
export interface Survey {
  readonly fingerprint: string;
  /** The newest time of a record, seconds since 1970 UTC; 0 for none. */
  readonly seconds: number;
  readonly learnt: ReadonlyMap<string, LearntTable>;
  /** Why something of it is missing, once each. */
  readonly leftOut: readonly CauseClass[];
}

/**
 * Reads every table of a category once. Small tables are kept, so that the files made of them cost no further question;
 * large ones are asked again. Throws `SourceError` when a needed table cannot be read.
 */
export async function survey(
  shell: ContentShell,
  kind: RecordKind,
  room: KeptRoom,
  signal?: AbortSignal,
): Promise<Survey> {
  const print = new Fingerprint();
  const learnt = new Map<string, LearntTable>();
  const leftOut = new Set<CauseClass>();
  let seconds = 0;
  for (const [name, use] of Object.entries(kind.tables)) {
    const see = (row: Row): void => {
      print.add(name, row.id, row.values === undefined ? null : [...row.values]);
      if (row.values === undefined) leftOut.add('unreadable');
      if (use.records) seconds = Math.max(seconds, kind.secondsOf(name, row));
    };
    try {
      learnt.set(name, await learn(new TableQuestions(shell, use.table, signal), room, see));
    } catch (error) {
      if (use.needed || !concernsOne(error)) throw error;
      // A phone without this table has nothing to leave out.
      if (error.causeClass !== 'unsupported') leftOut.add(error.causeClass);
    }
  }
  return { fingerprint: print.hex(), seconds, learnt, leftOut: [...leftOut] };
}

async function learn(
  questions: TableQuestions,
  room: KeptRoom,
  see: (row: Row) => void,
): Promise<LearntTable> {
  let kept: Row[] | undefined = [];
  let size = 0;
  let rows = 0;
  let unread = 0;
  for await (const row of readTable(questions)) {
    rows += 1;
    if (row.values === undefined) unread += 1;
    see(row);
    const bytes = sizeOf(row);
    if (kept !== undefined && room.take(bytes)) {
      kept.push(row);
      size += bytes;
    } else if (kept !== undefined) {
      room.giveBack(size);
      kept = undefined;
    }
  }
  return { rows, unread, columns: questions.columns, kept };
}

/** About what a row takes in memory. */
function sizeOf(row: Row): number {
  let size = 200;
  for (const value of row.values?.values() ?? []) size += 40 + 2 * (value?.length ?? 0);
  return size;
}
