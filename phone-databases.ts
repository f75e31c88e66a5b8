import type { CalendarDatabase } from './calendar-rows.js';
import type { ContactsDatabase } from './contact-rows.js';
import type { CallRow, Mms, SmsRow } from './message-rows.js';

/** An installed application, as the package manager tells it. */
export interface InstalledPackage {
  readonly name: string;
  /** Part of the phone's system; else installed by its person. */
  readonly system: boolean;
  readonly versionName: string;
  readonly versionCode: number;
  readonly uid: number;
  /** The application that installed it; `null` for the system's own and for those sideloaded. */
  readonly installer: string | null;
  /** Milliseconds since 1970. */
  readonly firstInstallTime: number;
  /** Milliseconds since 1970. */
  readonly lastUpdateTime: number;
  /** Paths of its base and split archives on the phone. */
  readonly paths: readonly string[];
}

/** What `dumpsys battery` tells. */
export interface Battery {
  /** Percent. */
  readonly level: number;
  readonly powered: 'usb' | 'ac' | 'no';
  /** Tenths of a degree Celsius. */
  readonly temperature: number;
}

/** What `df` tells of the phone's data partition, bytes. */
export interface Storage {
  readonly total: number;
  readonly used: number;
}

/** The tables of `settings`. */
export type SettingsNamespace = 'secure' | 'global' | 'system';

/** Everything a phone knows beyond files. Rows have the provider's own column names and units. */
export interface PhoneDatabases {
  readonly sms: readonly SmsRow[];
  readonly mms: readonly Mms[];
  readonly calls: readonly CallRow[];
  readonly contacts: ContactsDatabase;
  readonly calendar: CalendarDatabase;
  readonly packages: readonly InstalledPackage[];
  readonly battery: Battery;
  readonly storage: Storage;
  readonly settings: Readonly<Record<SettingsNamespace, Readonly<Record<string, string>>>>;
}

const GIB = 1024 ** 3;

/** A phone just out of its box: a few packages and settings, nobody's data. */
export function emptyDatabases(): PhoneDatabases {
  return {
    sms: [],
    mms: [],
    calls: [],
    contacts: { rawContacts: [], groups: [], displayPhotos: {} },
    calendar: { calendars: [], events: [], attendees: [], reminders: [] },
    packages: [
      packageOf('com.android.shell', true, 2000),
      packageOf('com.google.android.apps.photos', true, 10101),
      packageOf('com.whatsapp', false, 10201),
      packageOf('org.mozilla.firefox', false, 10202),
    ],
    battery: { level: 80, powered: 'usb', temperature: 270 },
    storage: { total: 110 * GIB, used: 40 * GIB },
    settings: {
      secure: { android_id: '0123456789abcdef', backup_enabled: '1' },
      global: { adb_enabled: '1', device_name: 'Pixel 7' },
      system: { screen_off_timeout: '30000' },
    },
  };
}

function packageOf(name: string, system: boolean, uid: number): InstalledPackage {
  const time = Date.UTC(2026, 0, 15, 9, 30);
  const folder = system ? `/system/app/${name}` : `/data/app/~~Yw3k0Q1s2a9uQm7cVnXkPA==/${name}-Zb4vYc1rT0q==`;
  return {
    name,
    system,
    versionName: '16.1.0',
    versionCode: 161000,
    uid,
    installer: system ? null : 'com.android.vending',
    firstInstallTime: time,
    lastUpdateTime: time + 30 * 86_400_000,
    paths: [`${folder}/base.apk`],
  };
}
