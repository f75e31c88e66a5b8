import { Injectable, Logger } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { DomainError } from '../../problems/index.js';
import { Locations } from '../../storage/index.js';
import { dayOf } from '../term.js';
import { claimPlace, type ErasurePlace, keepTry, placesOf, type PlaceTried } from './place-rows.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Whoever was killed with a place in hand: another takes it up after that. */
export const CLAIM_MS = 10 * 60_000;
/** So many objects of one place in one go: other jobs wait that long. */
const MOST = 2_000;

type Part = 'keys' | 'everything';
const isDone = (place: ErasurePlace, part: Part): boolean =>
  (part === 'keys' ? place.keysAbsentOn : place.absentOn) !== null;

/** Erases a repository at the company's locations, one after the other; what one does not let go is tried again later. */
@Injectable()
export class ErasePlaces {
  private readonly logger = new Logger('leavers');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly locations: Locations,
  ) {}

  /** True once each location has nothing left of the part, or has said why it has. */
  async run(companyId: string, erasureId: string, part: Part, now: Date): Promise<boolean> {
    const places = () => this.jobs.run(companyId, (db) => placesOf(db, companyId, erasureId));
    for (const place of await places())
      if (!isDone(place, part)) await this.tryPlace(companyId, erasureId, place, part, now);
    return (await places()).every((place) => isDone(place, part) || place.problem !== null);
  }

  private async tryPlace(
    companyId: string,
    erasureId: string,
    place: ErasurePlace,
    part: Part,
    now: Date,
  ): Promise<void> {
    const { locationId, repositoryId } = place;
    const location = await this.jobs.run(companyId, async (db) => {
      const until = new Date(now.getTime() + CLAIM_MS);
      const mine = await claimPlace(db, companyId, erasureId, { locationId, now, until });
      return mine ? this.locations.one(db, companyId, locationId) : undefined;
    });
    if (!location) return;
    const tried = await this.locations.erase(location, repositoryId, { part, most: MOST, now }).then(
      ({ objects, bytes, absent, kept }): Omit<PlaceTried, 'locationId'> => ({
        ...absentSince(part, absent, now),
        objects,
        bytes,
        problem: kept?.why ?? null,
        problemUntil: kept?.until ?? null,
        tryAfter: kept ? afterwards(kept.until, now) : now,
      }),
      (error: unknown) => this.unreachable(error, { companyId, locationId }, now),
    );
    await this.jobs.run(companyId, (db) => keepTry(db, companyId, erasureId, { locationId, ...tried }));
  }

  private unreachable(error: unknown, where: object, now: Date): Omit<PlaceTried, 'locationId'> {
    this.logger.warn(
      { err: error, ...where },
      'A location was not reached to erase a repository; tried again',
    );
    const refused = error instanceof DomainError && error.code !== 'storage-unreachable';
    return {
      ...absentSince('keys', false, now),
      objects: 0,
      bytes: 0,
      problem: refused ? 'refused' : 'unreachable',
      problemUntil: null,
      tryAfter: new Date(now.getTime() + HOUR_MS),
    };
  }
}

/** Where everything is gone, the keys are. */
const absentSince = (part: Part, absent: boolean, now: Date) => ({
  keysAbsentOn: absent ? dayOf(now) : null,
  absentOn: absent && part === 'everything' ? dayOf(now) : null,
});

/** When the lock ends, and once a day before that: it may have been lifted. */
const afterwards = (until: Date | undefined, now: Date): Date =>
  new Date(Math.min(until ? until.getTime() + 60_000 : Infinity, now.getTime() + DAY_MS));
