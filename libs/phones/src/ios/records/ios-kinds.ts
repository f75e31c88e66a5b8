import { SourceError } from '@holdfast/contracts/sources';
import { calendarIcs } from '../../records/calendar/calendar-ics.js';
import { calendarJson } from '../../records/calendar/calendar-json.js';
import { callsJson, callsXml } from '../../records/calls/call-files.js';
import { contactCards, contactsJson } from '../../records/contacts/contact-files.js';
import { jsonFile, jsonRow, type JsonRecord } from '../../records/formats/record-json.js';
import { messagesJson } from '../../records/messages/messages-json.js';
import { messagesXml } from '../../records/messages/messages-xml.js';
import { FOLDERS } from '../../records/record-names.js';
import { appsJson, installedApps, phoneJson } from './apps/installed-apps.js';
import { backupPlist } from './backup-plist.js';
import { calendarDatabase } from './calendar/calendar-database.js';
import { callHistory } from './calls/call-history.js';
import { addressBook } from './contacts/address-book.js';
import { Pictures } from './contacts/pictures.js';
import type { IosDatabases } from './ios-databases.js';
import type { IosInput, IosKind, SingleFile } from './ios-kind.js';
import { SmsDatabase } from './messages/sms-database.js';
import { noteFile } from './notes/note-file.js';
import { NOTES, notes } from './notes/note-store.js';
import type { Tally } from './tally.js';

const HOME = 'HomeDomain';
const ADDRESS_BOOK: IosInput = [HOME, 'Library/AddressBook/AddressBook.sqlitedb'];
const PICTURES: IosInput = [HOME, 'Library/AddressBook/AddressBookImages.sqlitedb'];
const SMS: IosInput = [HOME, 'Library/SMS/sms.db'];
const CALL_HISTORY: IosInput = [HOME, 'Library/CallHistoryDB/CallHistory.storedata'];
const CALENDAR_DATABASE: IosInput = [HOME, 'Library/Calendar/Calendar.sqlitedb'];
const NOTE_DATABASE: IosInput = ['AppDomainGroup-group.com.apple.notes', 'NoteStore.sqlite'];
const MANIFEST: IosInput = ['', 'Manifest.plist'];
const INFO: IosInput = ['', 'Info.plist'];
/** Files of single notes; all of them are in `notes.json`. */
const MOST_NOTE_FILES = 20_000;

const CONTACTS: IosKind = {
  category: 'contacts',
  folder: FOLDERS.contacts,
  inputs: [ADDRESS_BOOK, PICTURES],
  async find(databases, tally) {
    const path = await databases.file(...ADDRESS_BOOK);
    if (path === undefined) return undefined;
    const pictures = await picturesIn(databases, tally);
    const tables = addressBook(path, pictures, tally);
    return {
      files: [
        { name: 'contacts.json', render: () => contactsJson(tables) },
        { name: 'contacts.vcf', render: () => contactCards(tables, '4.0', pictures) },
        { name: 'contacts-3.0.vcf', render: () => contactCards(tables, '3.0', pictures) },
      ],
      // The pictures are in the cards alone.
      telling: 2,
    };
  },
};

/** People without pictures are worth more than nobody. */
async function picturesIn(databases: IosDatabases, tally: Tally): Promise<Pictures> {
  try {
    return Pictures.read(await databases.file(...PICTURES));
  } catch (error) {
    if (!(error instanceof SourceError) || error.causeClass !== 'unreadable') throw error;
    tally.lose('unreadable');
    return Pictures.NONE;
  }
}

const MESSAGES: IosKind = {
  category: 'messages',
  folder: FOLDERS.messages,
  inputs: [SMS],
  async find(databases, tally) {
    const path = await databases.file(...SMS);
    if (path === undefined) return undefined;
    const source = new SmsDatabase(path, databases, tally);
    return {
      files: [
        { name: 'messages.json', render: () => messagesJson(source) },
        { name: 'messages.xml', render: () => messagesXml(source) },
      ],
      telling: 1,
    };
  },
};

const CALLS: IosKind = {
  category: 'calls',
  folder: FOLDERS.calls,
  inputs: [CALL_HISTORY],
  async find(databases, tally) {
    const path = await databases.file(...CALL_HISTORY);
    if (path === undefined) return undefined;
    const tables = callHistory(path, tally);
    return {
      files: [
        { name: 'calls.json', render: () => callsJson(tables) },
        { name: 'calls.xml', render: () => callsXml(tables) },
      ],
      telling: 1,
    };
  },
};

const CALENDAR: IosKind = {
  category: 'calendar',
  folder: FOLDERS.calendar,
  inputs: [CALENDAR_DATABASE],
  async find(databases, tally) {
    const path = await databases.file(...CALENDAR_DATABASE);
    if (path === undefined) return undefined;
    const tables = calendarDatabase(path, tally);
    return {
      files: [
        { name: 'calendar.json', render: () => calendarJson(tables) },
        { name: 'calendar.ics', render: () => calendarIcs(tables) },
      ],
      telling: 1,
    };
  },
};

const NOTE_STORE: IosKind = {
  category: 'notes',
  folder: FOLDERS.notes,
  inputs: [NOTE_DATABASE],
  async find(databases, tally) {
    const path = await databases.file(...NOTE_DATABASE);
    if (path === undefined) return undefined;
    return {
      files: [{ name: 'notes.json', render: () => jsonFile('notes', jsonNotes(path, tally)) }],
      telling: 1,
      singles: { folder: 'Texts', list: () => noteFiles(path, tally) },
    };
  },
};

async function* jsonNotes(path: string, tally: Tally): AsyncGenerator<JsonRecord> {
  for await (const note of notes(path, tally)) yield jsonRow(note, NOTES);
}

async function* noteFiles(path: string, tally: Tally): AsyncGenerator<SingleFile> {
  let left = MOST_NOTE_FILES;
  for await (const note of notes(path, tally)) {
    const file = noteFile(note);
    if (file === undefined || note.values?.get('deleted') === '1') continue;
    yield { ...file, seconds: Number(note.values?.get('modified') ?? 0) / 1000 };
    left -= 1;
    if (left === 0) return;
  }
}

const APPS: IosKind = {
  category: 'apps',
  folder: FOLDERS.apps,
  inputs: [MANIFEST, INFO],
  async find(databases, tally) {
    const [manifest, info] = [
      await backupPlist(databases, 'Manifest.plist'),
      await backupPlist(databases, 'Info.plist'),
    ];
    const apps = installedApps(manifest, info);
    tally.records = apps.length;
    return { files: [{ name: 'apps.json', render: () => appsJson(apps) }], telling: 1 };
  },
};

const PHONE: IosKind = {
  category: 'settings',
  folder: FOLDERS.settings,
  inputs: [INFO],
  async find(databases, tally) {
    const info = await backupPlist(databases, 'Info.plist');
    const text = info === undefined ? undefined : phoneJson(info);
    if (text === undefined) return undefined;
    tally.records = 1;
    return { files: [{ name: 'phone.json', render: () => once(text) }], telling: 1 };
  },
};

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}

/** In the order in which they are told. */
export const IOS_KINDS: readonly IosKind[] = [CONTACTS, MESSAGES, CALLS, CALENDAR, NOTE_STORE, APPS, PHONE];
