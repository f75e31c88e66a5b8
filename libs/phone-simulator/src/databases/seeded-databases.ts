import { seeded } from '../demo/seeded.js';
import { NO_DATABASES, type InstalledPackage, type PhoneDatabases } from './phone-databases.js';
import { seededCalendar } from './seeded-calendar.js';
import { seededContacts } from './seeded-contacts.js';
import { seededMessages } from './seeded-messages.js';
import { numberOf } from './seeded-words.js';

/** How much is on the phone. */
export interface DatabaseSizes {
  readonly contacts: number;
  readonly sms: number;
  readonly mms: number;
  readonly calls: number;
  readonly events: number;
  readonly packages: number;
}

const USUAL: DatabaseSizes = { contacts: 40, sms: 300, mms: 20, calls: 120, events: 60, packages: 30 };
/** 1 January 2026, UTC milliseconds. */
export const SEEDED_FROM = Date.UTC(2026, 0, 1);

/** The databases of a phone in use, the same for the same seed and sizes. */
export function seededDatabases(seed: number, sizes: Partial<DatabaseSizes> = {}): PhoneDatabases {
  const wanted = { ...USUAL, ...sizes };
  const contacts = seededContacts(seed, wanted.contacts);
  const messages = seededMessages(seed, wanted);
  return {
    tables: {
      ...contacts.tables,
      ...messages.tables,
      ...seededCalendar(seed, wanted.events),
      calls: seededCalls(seed, wanted.calls),
      settings_global: [{ _id: 1, name: 'device_name', value: 'Pixel' }],
      settings_secure: [{ _id: 1, name: 'install_non_market_apps', value: '0' }],
      settings_system: [{ _id: 1, name: 'screen_brightness', value: '102' }],
    },
    files: new Map([...contacts.files, ...messages.files]),
    packages: [...NO_DATABASES.packages, ...seededPackages(seed, wanted.packages)],
    battery: { level: 20 + (seed % 80), status: 2, health: 2, temperature: 254, voltage: 4021 },
    storage: { totalKiB: 115_343_360, usedKiB: 30_000_000 + seed * 1_000 },
  };
}

function seededCalls(seed: number, count: number): readonly Record<string, string | number | null>[] {
  const random = seeded(seed, 'calls');
  return Array.from({ length: count }, (_, at) => {
    const type = 1 + random.below(3);
    return {
      _id: at + 1,
      number: numberOf(random.below(60)),
      presentation: 1,
      date: SEEDED_FROM + at * 3_600_000 + random.below(3_600_000),
      duration: type === 3 ? 0 : random.below(900),
      type,
      new: type === 3 ? 1 : 0,
      is_read: 1,
      name: at % 3 === 0 ? null : `Person ${random.below(40)}, the caller`,
      numbertype: 2,
      countryiso: 'DE',
      geocoded_location: at % 5 === 0 ? 'Köln, Deutschland' : null,
    };
  });
}

function seededPackages(seed: number, count: number): readonly InstalledPackage[] {
  const random = seeded(seed, 'packages');
  const known = ['com.whatsapp', 'org.mozilla.firefox', 'com.google.android.apps.photos'];
  return Array.from({ length: count }, (_, at) => {
    const versionCode = 100 + random.below(100_000);
    const day = String(1 + (at % 28)).padStart(2, '0');
    return {
      name: known[at] ?? `org.example.app${at}`,
      versionName: `${1 + random.below(30)}.${random.below(20)}.${random.below(20)}-beta 1`,
      versionCode,
      isSystem: false,
      installer: at % 7 === 6 ? null : 'com.android.vending',
      uid: 10_100 + at,
      firstInstallTime: `2025-03-${day} 10:20:30`,
      lastUpdateTime: `2026-01-${day} 08:00:00`,
    };
  });
}
