import { createHash } from 'node:crypto';
import { StorageError } from '@holdfast/storage/maintenance';
import { Injectable, Logger } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { allLocations } from '../location-rows.js';
import { Locations } from '../locations.js';
import type { ObjectStore } from '../object-store.js';
import { keepHealth, takeDue, type Trouble } from './health-rows.js';

const MINUTE_MS = 60_000;
const FINE_MS = 60 * MINUTE_MS;
const TROUBLED_MS = 5 * MINUTE_MS;
/**
 * Tries each location once an hour, and every five minutes while it is in trouble: writes an object a day, a few bytes, and
 * reads it back. A location that is refused, full or suspended is known before anybody's backup fails, and so is its end.
 */
@Injectable()
export class TryLocations {
  private readonly logger = new Logger('storage');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly locations: Locations,
  ) {}

  /** How many were tried. */
  async run(companyId: string, now: Date): Promise<number> {
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const due = await this.jobs.run(companyId, async (db) => {
      const before = { fineBefore: ago(FINE_MS), troubledBefore: ago(TROUBLED_MS) };
      const ids = new Set(await takeDue(db, companyId, now, before));
      return ids.size === 0 ? [] : (await allLocations(db, companyId)).filter(({ id }) => ids.has(id));
    });
    for (const location of due) {
      const trouble = await this.locations

        // Beside the repositories, in a place that is nobody's: no agent is ever given a URL to it.
        .use(location, location.id, (store) => tryStore(store, dateOf(now)))
        .then(() => undefined)
        .catch((error: unknown) => {
          this.logger.warn(
            { err: error, companyId, location: location.id },
            'a location was tried and failed',
          );
          return troubleOf(error);
        });
      await this.jobs.run(companyId, (db) => keepHealth(db, companyId, location.id, trouble, now));
    }
    return due.length;
  }
}

async function tryStore({ objects }: ObjectStore, day: string): Promise<void> {
  const bytes = Buffer.from(`holdfast ${day}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `data/${sha256}`;
  await objects.put(name, {
    size: bytes.length,
    sha256,
    open: async function* () {
      yield bytes;
    },
  });
  const back = await objects.get(name);
  if (!Buffer.from(back).equals(bytes)) {
    throw new StorageError('object-altered', 'What was written a moment ago came back altered.');
  }
}

/** A fault that nobody foresaw is told as what it looks like from here: it cannot be used. */
function troubleOf(error: unknown): Trouble {
  const cause = error instanceof Error && error.cause instanceof StorageError ? error.cause : error;
  if (!(cause instanceof StorageError)) return 'unreachable';
  switch (cause.code) {
    case 'location-full':
    case 'disk-full':
      return 'full';
    case 'location-suspended':
      return 'unpaid';
    case 'location-refused':
      return 'refused';
    default:
      return 'unreachable';
  }
}
