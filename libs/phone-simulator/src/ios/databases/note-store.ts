import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TEXTS } from '../../databases/seeded-words.js';
import { seeded } from '../../demo/seeded.js';
import { appleSeconds } from './apple-time.js';
import { newDatabase } from './new-database.js';

/** `NoteStore.sqlite`, which Core Data makes: one table for notes, folders, accounts and attachments. */
const SCHEMA = `
CREATE TABLE ZICCLOUDSYNCINGOBJECT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZISPASSWORDPROTECTED INTEGER,
  ZMARKEDFORDELETION INTEGER, ZISPINNED INTEGER, ZFOLDER INTEGER, ZNOTEDATA INTEGER, ZACCOUNT2 INTEGER, ZFOLDERTYPE INTEGER,
  ZCREATIONDATE1 TIMESTAMP, ZMODIFICATIONDATE1 TIMESTAMP, ZIDENTIFIER VARCHAR, ZTITLE VARCHAR, ZTITLE1 VARCHAR,
  ZTITLE2 VARCHAR, ZNAME VARCHAR, ZSNIPPET VARCHAR, ZTYPEUTI VARCHAR);
CREATE TABLE ZICNOTEDATA (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZNOTE INTEGER,
  ZCRYPTOINITIALIZATIONVECTOR BLOB, ZCRYPTOTAG BLOB, ZDATA BLOB);
CREATE INDEX ZICNOTEDATA_ZNOTE_INDEX ON ZICNOTEDATA (ZNOTE);
`;
const NOTE = 11;
const FOLDER = 14;
const CREATED = Date.UTC(2026, 1, 1);
const HOUR = 3_600_000;

/** Writes notes; of every seven, the last is behind a password, and of every eleven, the last was thrown away. */
export async function writeNotes(root: string, seed: number, count: number): Promise<void> {
  const random = seeded(seed, 'notes');
  const path = join(root, 'AppDomainGroup-group.com.apple.notes/NoteStore.sqlite');
  await newDatabase(path, SCHEMA, (into) => {
    for (const [at, title] of ['Notes', 'Recipes / Rezepte'].entries()) {
      into.insert('ZICCLOUDSYNCINGOBJECT', {
        Z_PK: at + 1,
        Z_ENT: FOLDER,
        ZTITLE2: title,
        ZIDENTIFIER: `FOLDER-${at}`,
      });
    }
    for (let at = 1; at <= count; at += 1) {
      const id = at + 100;
      const title = `Note ${at}: ${at % 3 === 0 ? 'Käse & 🥐' : 'to do'}`;
      const body = `${title}\n${TEXTS[random.below(TEXTS.length)] ?? ''}\n`;
      const isLocked = at % 7 === 0;
      into.insert('ZICCLOUDSYNCINGOBJECT', {
        Z_PK: id,
        Z_ENT: NOTE,
        ZISPASSWORDPROTECTED: Number(isLocked),
        ZMARKEDFORDELETION: Number(at % 11 === 0),
        ZISPINNED: Number(at === 1),
        ZFOLDER: 1 + (at % 2),
        ZNOTEDATA: id,
        ZCREATIONDATE1: appleSeconds(CREATED + at * HOUR),
        ZMODIFICATIONDATE1: appleSeconds(CREATED + at * HOUR + 60_000),
        ZIDENTIFIER: `NOTE-${at}`,
        ZTITLE1: title,
        ZSNIPPET: 'to do',
      });
      const data = isLocked ? random.bytes(80) : gzipSync(noteDocument(body));
      into.insert('ZICNOTEDATA', { Z_PK: id, ZNOTE: id, ZDATA: data });
    }
  });
}

/** The protocol buffer of a note: the document in the store, the note in the document, its text and one run of attributes. */
function noteDocument(text: string): Buffer {
  const run = Buffer.concat([number(1, text.length), counted(2, number(1, 100))]);
  const note = Buffer.concat([counted(2, Buffer.from(text)), counted(5, run)]);
  const document = Buffer.concat([number(1, 0), number(2, 0), counted(3, note)]);
  return Buffer.concat([number(1, 0), counted(2, document)]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
}

function number(field: number, value: number): Buffer {
  return Buffer.from([...varint(field * 8), ...varint(value)]);
}

function counted(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
}
