import type { PhoneTable } from '../database/phone-table.js';
import type { PrivateDatabase } from '../database/private-database.js';

/** Parts of addresses and of profiles that are held in memory: 16 bytes each. */
const MOST_ENTRIES = 2_000_000;
/** Labels, and the names of parts. */
const MOST_NAMES = 100_000;
const MOST_PARTS = 100;

/** What the parts of a value with several are, by their names: `Street`, `City`; `service`, `username`. */
export type Parts = ReadonlyMap<string, string>;

/** The parts of values (`ABMultiValueEntry`), found by the value's number without an index of SQLite's. */
export class Entries {
  private owners = new BigInt64Array(1_024);
  private rows = new BigInt64Array(1_024);
  private size = 0;

  private constructor(
    private readonly find: ReturnType<PhoneTable['finder']>,
    private readonly keys: ReadonlyMap<bigint, string>,
  ) {}

  static read(database: PrivateDatabase): Entries | undefined {
    const table = database.table('ABMultiValueEntry');
    if (table === undefined) return undefined;
    const keys = namesOf(database.table('ABMultiValueEntryKey'));
    const entries = new Entries(table.finder({ key: 'number', value: 'text' }), keys);
    for (const pair of table.pairs('parent_id')) if (!entries.add(pair)) break;
    return entries;
  }

  of(owner: bigint): Parts {
    const parts = new Map<string, string>();
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.owners[middle] ?? 0n) < owner) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.size && this.owners[at] === owner && parts.size < MOST_PARTS; at += 1) {
      const row = this.find(this.rows[at] ?? 0n);
      const key = this.keys.get(row?.whole('key') ?? -1n);
      const value = row?.filled('value');
      if (key !== undefined && value !== undefined) parts.set(key.toLowerCase(), value);
    }
    return parts;
  }

  private add([owner, row]: readonly [bigint, bigint]): boolean {
    if (this.size === this.owners.length) {
      this.owners = twice(this.owners);
      this.rows = twice(this.rows);
    }
    this.owners[this.size] = owner;
    this.rows[this.size] = row;
    this.size += 1;
    return this.size < MOST_ENTRIES;
  }
}

function twice(array: BigInt64Array<ArrayBuffer>): BigInt64Array<ArrayBuffer> {
  const larger = new BigInt64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The `value` of each row by its number. */
export function namesOf(table: PhoneTable | undefined): ReadonlyMap<bigint, string> {
  const names = new Map<bigint, string>();
  for (const row of table?.rows({ value: 'text' }) ?? []) {
    const value = row.text('value');
    if (value !== undefined && value.length <= 1_000) names.set(row.id, value);
    if (names.size >= MOST_NAMES) break;
  }
  return names;
}
