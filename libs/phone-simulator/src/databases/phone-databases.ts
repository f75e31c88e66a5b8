/** A value of a provider's row as Android's cursors hold it. */
export type ProviderValue = string | number | bigint | null | Uint8Array;

/** One row by its columns' names; columns that are not named are null. */
export type ProviderRow = Readonly<Record<string, ProviderValue>>;

/** The tables behind the content providers, by the names that `TABLES` has columns of. */
export const TABLE_NAMES = [
  'sms',
  'mms',
  'addr',
  'part',
  'threads',
  'canonical_addresses',
  'calls',
  'contacts',
  'raw_contacts',
  'data',
  'groups',
  'calendars',
  'events',
  'attendees',
  'reminders',
  'settings_secure',
  'settings_global',
  'settings_system',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** An installed application. */
export interface InstalledPackage {
  readonly name: string;
  readonly versionName: string;
  readonly versionCode: number;
  readonly isSystem: boolean;
  readonly installer: string | null;
  readonly uid: number;
  /** `2026-01-31 10:20:30`, the phone's own clock. */
  readonly firstInstallTime: string;
  readonly lastUpdateTime: string;
}

/** What `dumpsys battery` tells: percent, tenths of a degree, millivolts, and Android's numbers for the rest. */
export interface BatteryState {
  readonly level: number;
  readonly status: number;
  readonly health: number;
  readonly temperature: number;
  readonly voltage: number;
}

/** What is on a phone beside its files. */
export interface PhoneDatabases {
  readonly tables: Readonly<Partial<Record<TableName, readonly ProviderRow[]>>>;
  /** Files that providers hand out to `content read`, by URI. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly packages: readonly InstalledPackage[];
  readonly battery: BatteryState;
  /** KiB of the volume that holds apps and files. */
  readonly storage: { readonly totalKiB: number; readonly usedKiB: number };
}

const system = (name: string, uid: number): InstalledPackage => ({
  name,
  versionName: '16',
  versionCode: 36,
  isSystem: true,
  installer: null,
  uid,
  firstInstallTime: '2009-01-01 00:00:00',
  lastUpdateTime: '2009-01-01 00:00:00',
});

/** A phone that was never used: its system, and nothing in any table. */
export const NO_DATABASES: PhoneDatabases = {
  tables: {},
  files: new Map(),
  packages: [system('com.android.shell', 2000), system('com.android.settings', 1000)],
  battery: { level: 80, status: 2, health: 2, temperature: 254, voltage: 4123 },
  storage: { totalKiB: 115_343_360, usedKiB: 41_943_040 },
};
