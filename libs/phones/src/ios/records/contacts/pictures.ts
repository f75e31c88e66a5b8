import type { Person } from '../../../records/contacts/person.js';
import { MOST_PHOTO_BYTES, photoOf, type Photo, type Photos } from '../../../records/contacts/photo.js';
import { PrivateDatabase } from '../database/private-database.js';

const MOST_PEOPLE = 200_000;
/** The whole picture first; then the small ones, the first of which is the one that a phone shows. */
const TABLES = ['ABFullSizeImage', 'ABThumbnailImage'];

/** People's pictures, from `AddressBookImages.sqlitedb`. One that cannot be read leaves the pictures out, not the people. */
export class Pictures implements Photos {
  /** By person, where each table has one. */
  private readonly places = new Map<bigint, Map<string, bigint>>();

  private constructor(private readonly path: string | undefined) {}

  static read(path: string | undefined): Pictures {
    const pictures = new Pictures(path);
    if (path === undefined) return pictures;
    const database = PrivateDatabase.open(path);
    try {
      for (const name of TABLES) {
        for (const [person, row] of database.table(name)?.pairs('record_id') ?? []) {
          const known = pictures.places.get(person) ?? new Map<string, bigint>();
          if (!known.has(name)) known.set(name, row);
          pictures.places.set(person, known);
          if (pictures.places.size >= MOST_PEOPLE) break;
        }
      }
    } finally {
      database.close();
    }
    return pictures;
  }

  static readonly NONE = new Pictures(undefined);

  has(person: bigint): boolean {
    return this.places.has(person);
  }

  async of(person: Person): Promise<Photo | undefined> {
    await Promise.resolve();
    const known = /^\d{1,18}$/.test(person.id) ? this.places.get(BigInt(person.id)) : undefined;
    if (known === undefined || this.path === undefined) return undefined;
    const database = PrivateDatabase.open(this.path);
    try {
      for (const [name, row] of known) {
        const bytes = database.table(name)?.finder({ data: 'bytes' })(row)?.bytes('data');
        if (bytes === undefined || bytes.length > MOST_PHOTO_BYTES) continue;
        const photo = photoOf(Buffer.from(bytes));
        if (photo !== undefined) return photo;
      }
      return undefined;
    } finally {
      database.close();
    }
  }
}
