import type { Vanished } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { decodeCursor, pageFrom } from '../../http/index.js';
import { countVanished, vanishedPage } from './vanished-rows.js';

const At = z.tuple([z.iso.date(), z.string().max(60)]);

/** What is missing without anybody having said so, a page at a time. */
@Injectable()
export class ListVanished {
  constructor(private readonly tenant: Tenant) {}

  run(
    companyId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: Vanished[]; nextCursor: string | null; total: number }> {
    const after = decodeCursor(cursor, At);
    return this.tenant.run(companyId, async (db) =>
      pageFrom(
        await vanishedPage(db, companyId, { after, limit }),
        limit,
        await countVanished(db, companyId),
        ({ since, id }) => [since, id],
        (row) => row,
      ),
    );
  }
}
