import { contactCard, databaseOf, letter, pdfOf, table } from '../../demo/documents.js';
import type { DemoFile } from '../../demo/demo-files.js';
import { photo } from '../../demo/picture.js';
import { seeded } from '../../demo/seeded.js';

const KIB = 1024;

/** About forty files, 12 MB, as a person's iPhone holds them; paths are below its root, domains first where there is one. */
export function demoIphoneFiles(seed: number): DemoFile[] {
  const files: DemoFile[] = [];
  const add = (path: string, make: DemoFile['make']): void => void files.push({ path, make });
  const image = (path: string, bytes: number): void => add(path, () => photo(seed, path, bytes));
  const noise = (path: string, start: string, bytes: number): void => {
    add(path, () => Buffer.concat([Buffer.from(start, 'latin1'), seeded(seed, path).bytes(bytes)]));
  };
  for (let index = 1; index <= 12; index += 1)
    image(`DCIM/100APPLE/IMG_${String(index).padStart(4, '0')}.JPG`, 300 * KIB + index * 40 * KIB);
  noise('DCIM/100APPLE/IMG_0013.MOV', '\0\0\0\x14ftypqt  ', 3 * KIB * KIB);
  image('DCIM/101APPLE/IMG_1001.JPG', 250 * KIB);
  image('DCIM/101APPLE/IMG_1002.JPG', 260 * KIB);
  noise('Recordings/20260611 081530.m4a', '\0\0\0\x20ftypM4A ', 180 * KIB);
  noise('PhotoData/Photos.sqlite-wal', '', 40 * KIB);
  add('Books/Purchases/Safety manual.pdf', () => pdfOf('Safety manual, edition 4'));
  add('HomeDomain/Library/Preferences/com.apple.springboard.txt', () => letter(seed, 'springboard', 2));
  add('HomeDomain/Library/Voicemail/empty.amr', () => Buffer.alloc(0));
  image('MediaDomain/Library/SMS/Attachments/0a/10/demo/IMG_0200.JPG', 120 * KIB);
  add('MediaDomain/Library/SMS/Attachments/0b/11/demo/Quote 2026-114.pdf', () => pdfOf('Quote 2026-114'));
  const app = 'AppDomain-com.example.fieldnotes';
  add(`${app}/Documents/Visit Été à Nîmes.txt`, () => letter(seed, 'visit', 30));
  add(`${app}/Documents/家族/写真 一.txt`, () => letter(seed, 'family', 4));
  add(`${app}/Documents/cafe\u0301 (decomposed).txt`, () => letter(seed, 'cafe', 3));
  add(`${app}/Documents/Stock count.csv`, () => table(seed, 2000));
  add(`${app}/Documents/empty.txt`, () => Buffer.alloc(0));
  add(`${app}/Library/Application Support/measurements.db`, () => databaseOf(seed));
  add('AppDomain-com.example.expenses/Documents/Receipt 3 June.pdf', () => pdfOf('Receipt, 3 June 2026'));
  add('AppDomain-com.example.expenses/Documents/=SUM(A1).csv', () => table(seed, 20));
  add('AppDomainGroup-group.com.example.shared/Contacts.vcf', () => contactCard(seed, 30));
  add('AppDomainPlugin-com.example.fieldnotes.widget/Library/state.txt', () => letter(seed, 'widget', 1));
  return files;
}
