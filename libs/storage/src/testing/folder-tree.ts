import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Everything a restore must bring back, one line a name: kind, mode, time to the nanosecond, contents or target. */
export function describeTree(root: string): string[] {
  const lines: string[] = [];
  const walk = (folder: Buffer, shown: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' }).sort(Buffer.compare)) {
      const full = Buffer.concat([folder, Buffer.from('/'), name]);
      const facts = lstatSync(full, { bigint: true });
      const path = `${shown}/${name.toString('latin1')}`;
      const mode = (Number(facts.mode) & 0o777).toString(8);
      if (facts.isSymbolicLink())
        lines.push(`${path} -> ${readlinkSync(full, { encoding: 'buffer' }).toString('latin1')}`);
      else if (facts.isDirectory()) {
        lines.push(`${path}/ ${mode} ${facts.mtimeNs}`);
        walk(full, path);
      } else {
        const sha = createHash('sha256').update(readFileSync(full)).digest('hex');
        lines.push(`${path} ${mode} ${facts.mtimeNs} ${sha}`);
      }
    }
  };
  walk(Buffer.from(root), '');
  return lines;
}

/** A small phone: photos that do not compress, texts, a database, names that no text can hold, links. */
export function makePhone(root: string): void {
  mkdirSync(join(root, 'DCIM/Camera'), { recursive: true, mode: 0o755 });
  mkdirSync(join(root, 'Documents/empty'), { recursive: true, mode: 0o750 });
  for (let i = 0; i < 5; i++) writeFileSync(join(root, `DCIM/Camera/IMG_${i}.jpg`), randomBytes(700_000 + i));
  for (let i = 0; i < 60; i++)
    writeFileSync(join(root, `Documents/note ${i}.txt`), `note ${i}\n`.repeat(1 + i * 5));
  writeFileSync(join(root, 'Documents/nothing'), '');
  writeFileSync(
    join(root, 'Documents/app.db'),
    Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(300_000, 7)]),
  );
  const odd = [
    Buffer.from([0xff, 0xfe, 0x41]),
    Buffer.from('new\nline'),
    Buffer.from('\u202egpj.exe'),
    Buffer.from('\x1b[31mred'),
  ];
  for (const name of odd)
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'Documents') + '/'), name]), name);
  symlinkSync('note 1.txt', join(root, 'Documents/link'));
  writeFileSync(join(root, 'Documents/secret'), 'x', { mode: 0o600 });
  const seconds = 1_700_000_000.25;
  for (let i = 0; i < 60; i++) utimesSync(join(root, `Documents/note ${i}.txt`), seconds + i, seconds + i);
  utimesSync(join(root, 'Documents/empty'), seconds, seconds);
  utimesSync(join(root, 'Documents'), seconds, seconds);
}
