import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { markUsed } from './token-rows.js';

/** Keeps on which day a token was used last. A directory asks a thousand times an hour: each process writes once a day. */
@Injectable()
export class NoteUse {
  private readonly noted = new Map<string, string>();

  constructor(private readonly tenant: Tenant) {}

  async today(companyId: string, tokenId: string): Promise<void> {
    const today = dateOf(new Date());
    if (this.noted.get(tokenId) === today) return;
    await this.tenant.run(companyId, (db) => markUsed(db, companyId, tokenId, today));
    this.noted.set(tokenId, today);
  }
}
