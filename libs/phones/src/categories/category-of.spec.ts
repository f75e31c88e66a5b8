import { describe, expect, it } from '@jest/globals';
import type { Category } from '@holdfast/contracts';
import { fileCategory, folderKind, mayHold, ROOT_KIND, type FolderKind } from './category-of.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const kindOf = (folder: string): FolderKind =>
  folder === ''
    ? ROOT_KIND
    : folder.split('/').reduce((kind, name) => folderKind(kind, bytes(name)), ROOT_KIND);

describe('the category of a file', () => {
  it.each<[string, string, Category]>([
    ['DCIM/Camera', 'PXL_1.jpg', 'photos'],
    ['DCIM/Camera', 'VID.MP4', 'videos'],
    ['DCIM/Camera', 'PXL.dng', 'photos'],
    ['DCIM', 'unknown.bin', 'other'],
    ['Pictures/Screenshots', 'a.png', 'photos'],
    ['Pictures/WhatsApp', 'a.png', 'chats'],
    ['Movies', 'a.mkv', 'videos'],
    ['Music', 'cover.jpg', 'music'],
    ['Music/Recordings', 'a.m4a', 'recordings'],
    ['Recordings', 'a.m4a', 'recordings'],
    ['Documents', 'scan.jpg', 'documents'],
    ['Documents/Team', 'team.vcf', 'contacts'],
    ['Download', 'report.pdf', 'downloads'],
    ['download', 'contacts.VCF', 'contacts'],
    ['Download', 'trip.ics', 'calendar'],
    ['Android/media/com.whatsapp/WhatsApp/Media', 'IMG-1.jpg', 'chats'],
    ['Android/media/com.whatsapp/WhatsApp/Databases', 'msgstore.db.crypt15', 'chats'],
    ['Android/media/com.spotify.music', 'a.ogg', 'app-data'],
    ['Android/data/com.game/files', 'save.jpg', 'app-data'],
    ['WhatsApp/Media', 'card.vcf', 'chats'],
    ['', 'letter.odt', 'documents'],
    ['', 'base.apk', 'apps'],
    ['', 'no-extension', 'other'],
    ['Internal shared storage/DCIM', 'a.jpg', 'photos'],
    ['SD card/Download', 'a.jpg', 'downloads'],
    ['Projects/Android/data', 'a.jpg', 'photos'],
  ])('%s/%s is %s', (folder, name, category) => {
    expect(fileCategory(kindOf(folder), bytes(name))).toBe(category);
  });

  it('does not trip over names that are no text', () => {
    expect(fileCategory(ROOT_KIND, Buffer.from([0xff, 0xfe, 0x2e, 0x4a, 0x50, 0x47]))).toBe('photos');
    expect(fileCategory(ROOT_KIND, bytes('.'.repeat(255)))).toBe('other');
  });
});

describe('what a folder may hold', () => {
  it.each<[string, Category[], boolean]>([
    ['', ['photos'], true],
    ['Android', ['photos', 'videos', 'documents', 'contacts'], false],
    ['Android', ['chats'], true],
    ['Android/data', ['app-data'], true],
    ['Download', ['photos'], false],
    ['Download', ['contacts'], true],
    ['Pictures', ['chats'], true],
    ['Pictures/Telegram', ['photos'], false],
    ['Documents', ['photos'], false],
    ['Anything', ['photos'], true],
    ['Anything', ['messages', 'calls'], false],
  ])('%s for %j: %s', (folder, asked, expected) => {
    expect(mayHold(kindOf(folder), asked) !== undefined).toBe(expected);
  });
});
