import type { RecordTable, Row } from '../../../records/row.js';
import { msOfSeconds } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';
import { PrivateDatabase } from '../database/private-database.js';
import { iosRow, unreadRow } from '../ios-row.js';
import type { Tally } from '../tally.js';
import { noteText } from './note-text.js';

export const NOTES: RecordTable = {
  columns: {
    identifier: 'text',
    title: 'text',
    folder_id: 'number',
    folder: 'text',
    created: 'ms',
    modified: 'ms',
    pinned: 'number',
    locked: 'number',
    deleted: 'number',
    text: 'text',
  },
};

/** One table holds notes, folders, accounts and attachments; which numbered columns are whose differs between versions. */
const TITLES = ['ZTITLE1', 'ZTITLE', 'ZTITLE2'];
const FOLDER_TITLES = ['ZTITLE2', 'ZTITLE1', 'ZTITLE', 'ZNAME'];
const CREATED = ['ZCREATIONDATE3', 'ZCREATIONDATE2', 'ZCREATIONDATE1', 'ZCREATIONDATE'];
const MODIFIED = ['ZMODIFICATIONDATE1', 'ZMODIFICATIONDATE'];

const WANTED = {
  ...Object.fromEntries([...TITLES, 'ZIDENTIFIER'].map((column) => [column, 'text' as const])),
  ...Object.fromEntries(
    [
      ...CREATED,
      ...MODIFIED,
      'ZNOTEDATA',
      'ZFOLDER',
      'ZISPINNED',
      'ZISPASSWORDPROTECTED',
      'ZMARKEDFORDELETION',
    ].map((column) => [column, 'number' as const]),
  ),
};
const FOLDER = Object.fromEntries(FOLDER_TITLES.map((column) => [column, 'text' as const]));

/** The notes in `NoteStore.sqlite`, lowest number first. */
export async function* notes(path: string, tally: Tally): AsyncGenerator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    const objects = database.needed('ZICCLOUDSYNCINGOBJECT');
    const data = database.needed('ZICNOTEDATA').finder({ ZDATA: 'bytes' });
    const folder = objects.finder(FOLDER);
    for (const note of objects.rows(WANTED)) {
      const dataId = note.whole('ZNOTEDATA');
      const body = dataId === undefined ? undefined : data(dataId);
      if (body === undefined) continue;
      const bytes = body.bytes('ZDATA');
      const isLocked = note.is('ZISPASSWORDPROTECTED');
      const text = bytes === undefined || isLocked ? undefined : await noteText(bytes);
      const modified = msOfSeconds(first(note, MODIFIED));
      const isLost = text === undefined && bytes !== undefined && !isLocked;
      const row =
        note.isCut || body.isCut || isLost
          ? unreadRow(note.id)
          : iosRow(note.id, {
              identifier: note.filled('ZIDENTIFIER'),
              title: firstText(note, TITLES),
              folder_id: note.whole('ZFOLDER'),
              folder: firstText(folder(note.whole('ZFOLDER') ?? -1n), FOLDER_TITLES),
              created: msOfSeconds(first(note, CREATED)),
              modified,
              pinned: Number(note.is('ZISPINNED')),
              locked: Number(isLocked),
              deleted: Number(note.is('ZMARKEDFORDELETION')),
              text,
            });
      tally.see(row, modified);
      yield row;
    }
  } finally {
    database.close();
  }
}

function first(note: Cells, columns: readonly string[]): number | undefined {
  return columns.map((column) => note.real(column)).find((time) => time !== undefined);
}

function firstText(row: Cells | undefined, columns: readonly string[]): string | undefined {
  return columns.map((column) => row?.filled(column)).find((title) => title !== undefined);
}
