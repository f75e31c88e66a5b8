import type { HeldRemoval } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { dateOf, decodeCursor, pageFrom, type SessionCaller } from '../../http/index.js';
import { heldInAll, heldPage } from './held-rows.js';

const Position = z.tuple([z.int().min(0)]);

/** Whom the directory would remove, in the order of its asking. */
@Injectable()
export class ListHeld {
  constructor(private readonly tenant: Tenant) {}

  page(
    { companyId }: SessionCaller,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: HeldRemoval[]; nextCursor: string | null; total: number }> {
    const after = decodeCursor(cursor, Position)?.[0] ?? 0;
    return this.tenant.run(companyId, async (db) => {
      const held = await heldPage(db, companyId, after, limit);
      const total = (await heldInAll(db, companyId))?.count ?? 0;
      return pageFrom(
        held,
        limit,
        total,
        ({ number }) => [number],
        ({ number: _number, askedAt, ...row }) => ({ ...row, askedOn: dateOf(askedAt) }),
      );
    });
  }
}
