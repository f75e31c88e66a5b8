import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const raw = (folder: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(`${folder}/`), name]);

/** Makes a folder of everything that tends to come back wrong: names, modes, times, links, empty things, a database. */
export function makeOddFolder(root: string): void {
  mkdirSync(join(root, 'DCIM', 'Camera'), { recursive: true });
  mkdirSync(join(root, 'empty folder'));
  mkdirSync(join(root, 'closed'), { mode: 0o700 });
  writeFileSync(join(root, 'DCIM', 'Camera', 'IMG 0001.jpg'), randomBytes(3_000_000));
  writeFileSync(join(root, 'DCIM', 'Camera', 'copy of IMG 0001.jpg'), randomBytes(200_000));
  writeFileSync(join(root, 'empty file'), '');
  writeFileSync(join(root, 'closed', 'secret.txt'), 'x'.repeat(70_000), { mode: 0o600 });
  writeFileSync(join(root, 'run me'), '#!/bin/sh\n');
  chmodSync(join(root, 'run me'), 0o751);
  for (const name of [
    'Ünïcødé 写真 🙂.txt',
    'new\nline',
    '\u001b[31mred',
    'bidi\u202egnp',
    'back\\slash',
    ' spaces ',
    '-rf',
    '=1+1',
  ]) {
    writeFileSync(join(root, name), name);
  }
  writeFileSync(raw(root, Buffer.from('caf\xe9 \xff\xfe', 'latin1')), 'not UTF-8');
  writeFileSync(raw(root, Buffer.from('é'.normalize('NFD'))), 'decomposed');
  writeFileSync(raw(root, Buffer.from('é'.normalize('NFC'))), 'composed');
  symlinkSync('DCIM/Camera', join(root, 'link to folder'));
  symlinkSync('nowhere\n', join(root, 'dangling'));
  const database = new DatabaseSync(join(root, 'messages.db'));
  database.exec('CREATE TABLE m (id INTEGER PRIMARY KEY, body TEXT)');
  const insert = database.prepare('INSERT INTO m (body) VALUES (?)');
  for (let row = 0; row < 3000; row += 1) insert.run(`message ${row} ${'lorem '.repeat(20)}`);
  database.close();
  execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2022-03-04 05:06:07.891 UTC', '{}', '+']);
  // Milliseconds, the first second of 1970, and one after 2038.
  touch('2001-02-03 04:05:06.123', join(root, 'empty file'));
  touch('1970-01-01 00:00:01', join(root, 'run me'));
  touch('2040-01-01 00:00:00.001', join(root, 'DCIM', 'Camera', 'IMG 0001.jpg'));
  touch('2010-10-10 10:10:10.101', join(root, 'empty folder'));
  touch('2011-11-11 11:11:11.111', join(root, 'DCIM'));
}

/** Sets a modification time exactly, UTC. */
export const touch = (moment: string, path: string): void =>
  void execFileSync('touch', ['-d', `${moment} UTC`, path]);
