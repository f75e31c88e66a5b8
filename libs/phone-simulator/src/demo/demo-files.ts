import { contactCard, databaseOf, letter, pdfOf, table } from './documents.js';
import { photo } from './picture.js';
import { seeded } from './seeded.js';

/** One file of the demo phone: its path below /sdcard and how to make its bytes. */
export interface DemoFile {
  readonly path: string;
  readonly make: () => Buffer | Promise<Buffer>;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** About forty files, 25 MB, as a person's phone holds them: photos, videos, papers, chats, odd names, an empty file. */
export function demoFiles(seed: number): DemoFile[] {
  const files: DemoFile[] = [];
  const add = (path: string, make: DemoFile['make']): void => void files.push({ path, make });
  const image = (path: string, bytes: number): void => add(path, () => photo(seed, path, bytes));
  // The outer boxes of an MP4 around noise: the size and entropy of a video, but nothing to play.
  const video = (path: string, bytes: number): void => add(path, () => mp4Like(seed, path, bytes));
  const noise = (path: string, start: string, bytes: number): void => {
    add(path, () => Buffer.concat([Buffer.from(start, 'latin1'), seeded(seed, path).bytes(bytes)]));
  };
  const day = (index: number): string => `202606${String(1 + index * 2).padStart(2, '0')}`;

  for (let index = 0; index < 12; index += 1) {
    image(`DCIM/Camera/PXL_${day(index)}_1${index % 10}4512${100 + index}.jpg`, 600 * KIB + index * 70 * KIB);
  }
  image('DCIM/Screenshots/Screenshot_20260611-081530.jpg', 180 * KIB);
  image('Pictures/Été à Nîmes/plage 🏖️ n°1.jpg', 420 * KIB);
  image('Pictures/Été à Nîmes/cafe\u0301 (decomposed).jpg', 300 * KIB);
  image('Pictures/家族/写真 一.jpg', 350 * KIB);
  video('DCIM/Camera/VID_20260607_174501.mp4', 4 * MIB);
  video('Movies/Training – forklift.mp4', 3 * MIB);
  noise('Music/Evening Walk.mp3', 'ID3\x04\0\0\0\0\0\0', 1.2 * MIB);
  noise('Recordings/Voice 001.m4a', '\0\0\0\x20ftypM4A ', 240 * KIB);
  noise('Android/media/com.whatsapp/WhatsApp/Databases/msgstore.db.crypt15', '', 500 * KIB);
  image('Android/media/com.whatsapp/WhatsApp/Media/WhatsApp Images/IMG-20260610-WA0001.jpg', 160 * KIB);
  image('Android/media/com.whatsapp/WhatsApp/Media/WhatsApp Images/Sent/IMG-20260610-WA0002.jpg', 140 * KIB);
  noise('Download/site-plan.zip', 'PK\x03\x04', 700 * KIB);
  add('Download/Boarding pass.pdf', () => pdfOf('Boarding pass, gate B12'));
  add('Documents/Quote 2026-114.pdf', () => pdfOf('Quote 2026-114 for Northwind'));
  add('Documents/Contract (signed).pdf', () => pdfOf('Contract, signed on 3 June 2026'));
  add('Documents/Notes/Meeting.txt', () => letter(seed, 'meeting', 40));
  add('Documents/Notes/Ideas.txt', () => letter(seed, 'ideas', 12));
  add('Documents/Notes/ leading space.txt', () => letter(seed, 'space', 3));
  add('Documents/Notes/-dash first.txt', () => letter(seed, 'dash', 3));
  add('Documents/Notes/=SUM(A1).csv', () => table(seed, 20));
  add('Documents/Notes/a & b; $(c) `d` "e" \'f\'.txt', () => letter(seed, 'shell', 2));
  add('Documents/Stock count.csv', () => table(seed, 4000));
  add('Documents/measurements.db', () => databaseOf(seed));
  add('Documents/empty.txt', () => Buffer.alloc(0));
  add(`Documents/${'long name '.repeat(20).trim()}.txt`, () => letter(seed, 'long', 2));
  add('Contacts/contacts.vcf', () => contactCard(seed, 60));
  add('.nomedia', () => Buffer.alloc(0));
  return files;
}

function mp4Like(seed: number, label: string, bytes: number): Buffer {
  const box = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length, 0);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41')),
    box('mdat', seeded(seed, label).bytes(bytes)),
  ]);
}
