import type { LeaverDetail, LeaverRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Tenant } from '../database/index.js';
import { decodeCursor, pageFrom } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { erasureOf } from './erasure/erasure-rows.js';
import { notReached, placesOf } from './erasure/place-rows.js';
import { standingHold } from './hold-rows.js';
import { countLeavers, leaverPage, type LeaverPageRow, leaverRow } from './leaver-page-rows.js';
import { dayOf, daysAfter, endOf, extendableUntil } from './term.js';
import { termOf } from './term-rows.js';

/** Who has left, and where each of them stands. */
@Injectable()
export class ShowLeavers {
  constructor(private readonly tenant: Tenant) {}

  list(companyId: string, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
    const after = decodeCursor(cursor, z.uuid());
    return this.tenant.run(companyId, async (db) => {
      const rows = await leaverPage(db, companyId, { after, limit });
      const total = await countLeavers(db, companyId);
      return pageFrom(
        rows,
        limit,
        total,
        (row) => row.id,
        (row) => shown(row, new Date()),
      );
    });
  }

  one(companyId: string, id: string): Promise<LeaverDetail> {
    return this.tenant.run(companyId, (db) => this.inTransaction(db, companyId, id));
  }

  /** @throws DomainError `not-found` for who has not left too */
  async inTransaction(db: EntityManager, companyId: string, id: string): Promise<LeaverDetail> {
    const now = new Date();
    const row = await leaverRow(db, companyId, id);
    if (!row) throw notFound();
    const term = await termOf(db, companyId, id);
    const hold = await standingHold(db, companyId, id);
    const erasure = await erasureOf(db, companyId, id);
    const places = erasure ? await placesOf(db, companyId, erasure.id) : [];
    return {
      ...shown(row, now),
      extendableUntil: extendableUntil(row),
      link: { madeOn: term?.linkMadeOn ?? null, mail: term?.linkMail ?? 'none' },
      hold: hold
        ? {
            placedOn: hold.placedOn,
            reviewBy: hold.reviewBy,
            overdue: hold.reviewBy < dayOf(now),
            reason: hold.reason,
          }
        : null,
      erasure: erasure
        ? {
            begunOn: erasure.begunOn,
            certificate: erasure.standing,
            notReached: places.flatMap((place) => {
              const left = notReached(place);
              return left === null ? [] : [{ location: place.location, ...left }];
            }),
          }
        : null,
    };
  }
}

const stateOf = (row: LeaverPageRow, now: Date): LeaverRow['state'] => {
  if (row.erasedOn !== null) return 'erased';
  if (row.begunOn !== null) return 'erasing';
  if (endOf(row) > now) return 'open';
  return row.reviewBy === null ? 'ended' : 'held';
};

const shown = (row: LeaverPageRow, now: Date): LeaverRow => {
  const { id, name, leftOn, cause, accessUntil, reviewBy, erasedOn } = row;
  return {
    ...{ id, name, leftOn, cause, accessUntil, erasedOn },
    state: stateOf(row, now),
    erasureDueOn: reviewBy === null && erasedOn === null ? daysAfter(accessUntil, 1) : null,
    hold: reviewBy === null ? null : { reviewBy, overdue: reviewBy < dayOf(now) },
  };
};
