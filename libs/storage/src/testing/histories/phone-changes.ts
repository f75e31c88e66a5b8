import type { Dice } from './dice.js';
import type { HistoryPhone } from './phone.js';
import { newPath } from './phone.js';

/** One thing that happens on a phone; answers what it was. */
type Change = (phone: HistoryPhone, dice: Dice) => string;

const SQLITE = Buffer.from('SQLite format 3\0');
const PAGE = 4096;

const database = (dice: Dice, pages: number): Buffer =>
  Buffer.concat([SQLITE, dice.bytes(pages * PAGE - SQLITE.length)]);

const tinyFiles: Change = (phone, dice) => {
  const count = dice.between(1, 12);
  for (let i = 0; i < count; i++)
    phone.write(newPath(dice, 'txt'), dice.bytes(dice.pick([0, 1, 40, 900, 3000])));
  return `${count} tiny files`;
};

const photo: Change = (phone, dice) => {
  phone.write(newPath(dice, 'jpg'), dice.bytes(dice.between(17_000, 90_000)));
  return 'a photo';
};

const newDatabase: Change = (phone, dice) => {
  phone.write(newPath(dice, 'db'), database(dice, dice.between(20, 70)));
  return 'a database';
};

const video: Change = (phone, dice) => {
  phone.write(newPath(dice, 'mp4'), dice.bytes(dice.between(300_000, 1_300_000)));
  return 'a video';
};

const text: Change = (phone, dice) => {
  phone.write(newPath(dice, 'log'), Buffer.from(`line ${dice.below(50)}\n`.repeat(dice.between(1, 6000))));
  return 'a text that compresses';
};

const edited = (bytes: Buffer, dice: Dice): Buffer => {
  const copy = Buffer.from(bytes);
  const length = Math.min(copy.length, dice.between(1, 5000));
  dice.bytes(length).copy(copy, dice.below(copy.length - length + 1));
  return copy;
};

const edit: Change = (phone, dice) => {
  const path = dice.pick(phone.paths());
  const { bytes } = phone.files.get(path)!;
  phone.write(path, bytes.length === 0 ? dice.bytes(10) : edited(bytes, dice));
  return `${path} is edited in place`;
};

const databasePages: Change = (phone, dice) => {
  const path = phone.paths().find((one) => one.endsWith('.db'));
  if (path === undefined) return newDatabase(phone, dice);
  const copy = Buffer.from(phone.files.get(path)!.bytes);
  for (let i = dice.between(1, 3); i > 0; i--)
    dice.bytes(PAGE).copy(copy, PAGE * dice.between(1, Math.max(1, Math.floor(copy.length / PAGE) - 1)));
  phone.write(path, copy);
  return `some pages of ${path}`;
};

const grow: Change = (phone, dice) => {
  const path = dice.pick(phone.paths());
  phone.write(path, Buffer.concat([phone.files.get(path)!.bytes, dice.bytes(dice.between(1, 30_000))]));
  return `${path} grows`;
};

const rename: Change = (phone, dice) => {
  const path = dice.pick(phone.paths());
  const { bytes } = phone.files.get(path)!;
  phone.remove(path);
  phone.write(newPath(dice, path.split('.').at(-1)!), bytes);
  return `${path} is renamed`;
};

const copy: Change = (phone, dice) => {
  const path = dice.pick(phone.paths());
  phone.write(newPath(dice, path.split('.').at(-1)!), phone.files.get(path)!.bytes);
  return `${path} is copied`;
};

const remove: Change = (phone, dice) => {
  const gone = dice.some(phone.paths(), 4);
  for (const path of gone) phone.remove(path);
  return `${gone.length} files are deleted`;
};

/** What only forgotten snapshots may still hold comes again. */
const comeBack: Change = (phone, dice) => {
  if (phone.past.length === 0) return tinyFiles(phone, dice);
  for (const bytes of dice.some(phone.past, 3).slice(0, 4)) phone.write(newPath(dice, 'bak'), bytes);
  return 'earlier contents come back';
};

const becomeFolder: Change = (phone, dice) => {
  const path = dice.pick(phone.paths());
  const { bytes } = phone.files.get(path)!;
  phone.remove(path);
  phone.write(`${path}/inside.txt`, bytes);
  return `${path} becomes a folder`;
};

const massChange: Change = (phone, dice) => {
  const hit = phone.paths().filter(() => dice.below(10) < 6);
  for (const path of hit) phone.write(path, dice.bytes(phone.files.get(path)!.bytes.length));
  return `${hit.length} files are encrypted by an attacker`;
};

const ADDING: readonly Change[] = [tinyFiles, tinyFiles, photo, photo, newDatabase, text, video];
const CHANGING: readonly Change[] = [
  edit,
  edit,
  databasePages,
  databasePages,
  grow,
  rename,
  copy,
  remove,
  comeBack,
  comeBack,
  becomeFolder,
  massChange,
];

/** One to three changes; answers what they were. */
export function changePhone(phone: HistoryPhone, dice: Dice): string {
  return Array.from({ length: dice.between(1, 3) }, () => {
    const adds = phone.files.size < 3 || dice.oneIn(3);
    return dice.pick(adds ? ADDING : CHANGING)(phone, dice);
  }).join(', ');
}
