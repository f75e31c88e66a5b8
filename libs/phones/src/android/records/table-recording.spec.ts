import { describe, expect, it } from '@jest/globals';
import { CALENDAR } from './calendar/calendar.js';
import { CONTACTS } from './contacts/contacts.js';
import { ContentShell } from './content/content-shell.js';
import { MESSAGES } from './messages/messages.js';
import type { RecordKind } from './record-kind.js';
import { KeptRoom } from './survey.js';
import { TableRecording } from './table-recording.js';
import { appointments } from './testing/appointments.js';
import { contentDouble, type Databases } from './testing/content-double.js';
import { peopleAndMessages } from './testing/people-and-messages.js';

const whole = (more: Partial<Databases> = {}): Databases => ({
  ...peopleAndMessages(),
  tables: { ...peopleAndMessages().tables, ...appointments().tables },
  ...more,
});

/** Every file of a category, by its name, read with that much room for rows. */
async function files(kind: RecordKind, room: number, databases: Databases): Promise<Record<string, string>> {
  const recording = new TableRecording(new ContentShell(contentDouble(databases)), kind, new KeptRoom(room));
  await recording.look();
  const texts: Record<string, string> = {};
  for await (const entry of recording.entries()) {
    if (entry.kind !== 'file') continue;
    const name = entry.ref.slice(`records:${kind.category}/`.length);
    const parts: Buffer[] = [];
    for await (const part of recording.open(name)) parts.push(Buffer.from(part));
    texts[`${name} ${entry.mtimeNs}`] = Buffer.concat(parts).toString('latin1');
  }
  return texts;
}

describe('TableRecording', () => {
  it.each([CONTACTS, MESSAGES, CALENDAR])(
    'makes the same of tables that were not kept ($category)',
    async (kind) => {
      const kept = await files(kind, 1_000_000, whole());
      expect(Object.keys(kept).length).toBeGreaterThan(1);
      expect(await files(kind, 0, whole())).toEqual(kept);
    },
  );

  it('makes the same of a phone that ignores conditions, where no text imitates a row', async () => {
    const kept = await files(CALENDAR, 1_000_000, whole());
    expect(await files(CALENDAR, 0, whole({ ignoresWhere: true }))).toEqual(kept);
  });

  it('writes the picture of a person where the phone gives it', async () => {
    const databases = whole();
    const uri = 'content://com.android.contacts/contacts';
    const people = (databases.tables[uri] as readonly { _id: number }[]).map((row) => ({
      ...row,
      photo_id: 9,
    }));
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    const withPictures = whole({
      tables: { ...databases.tables, [uri]: people },
      files: { [`${uri}/1/display_photo`]: picture },
    });
    const texts = Object.entries(await files(CONTACTS, 1_000_000, withPictures));
    const card = (start: string): string => texts.find(([name]) => name.startsWith(start))?.[1] ?? '';
    expect(card('contacts.vcf')).toContain(`PHOTO:data:image/jpeg;base64,${picture.toString('base64')}\r\n`);
    expect(card('contacts-3.0.vcf')).toContain(
      `PHOTO;ENCODING=b;TYPE=JPEG:${picture.toString('base64')}\r\n`,
    );
    expect(card('contacts.vcf').match(/PHOTO/g)).toHaveLength(1);
  });
});
