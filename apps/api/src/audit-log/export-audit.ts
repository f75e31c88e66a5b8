import { Readable } from 'node:stream';
import type { AuditExportHeader } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf, eventsAfter, hashAt, headRow } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { anchorsAfter, countAnchors } from './anchors/anchor-rows.js';
import { AnchorKey } from './anchors/anchor-key.js';

const PAGE = 1000;

/**
 * The log as JSON lines (docs/audit.md): header, records, anchors. Its own event is the last record in it. Streamed in
 * pages, each read in a transaction of its own, so its memory does not grow with the log; what is appended meanwhile is
 * not in it.
 */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly key: AnchorKey,
  ) {}

  /** @throws DomainError `not-found` when there is no event `after` */
  async run(caller: SessionCaller, after: number): Promise<Readable> {
    const { companyId } = caller;
    const header = await this.tenant.run(companyId, async (db): Promise<AuditExportHeader> => {
      const afterHash = after === 0 ? undefined : await hashAt(db, companyId, after);
      if (after > 0 && afterHash === undefined) throw notFound();
      await this.audit.append(db, companyId, {
        action: 'audit.exported',
        by: doerOf(caller),
        details: { after },
      });
      const head = await headRow(db, companyId);
      if (!head) throw new Error('An event was appended and the chain has no head');
      return {
        kind: 'holdfast-audit',
        version: 1,
        company: companyId,
        ...(afterHash && { after: { seq: after, hash: afterHash.toString('hex') } }),
        head: { at: head.at.toISOString(), hash: head.hash.toString('hex'), seq: head.seq },
        anchors: await countAnchors(db, companyId, { after: anchorsFrom(after), upTo: head.seq }),
        publicKey: this.key.publicKey,
      };
    });
    return Readable.from(this.lines(header));
  }

  private async *lines(header: AuditExportHeader): AsyncGenerator<string> {
    const { company, head } = header;
    yield `${JSON.stringify(header)}\n`;
    for (let after = header.after?.seq ?? 0; after < head.seq;) {
      const page = { after, upTo: head.seq, limit: PAGE };
      const rows = await this.tenant.run(company, (db) => eventsAfter(db, company, page));
      yield rows
        .map(({ record, hash }) => `${JSON.stringify({ record, hash: hash.toString('hex') })}\n`)
        .join('');
      const last = rows.at(-1)?.seq;
      if (last === undefined) return; // A hole: whoever verifies is told of it.
      after = last;
    }
    // Not those that were signed since: the header has counted them.
    let left = header.anchors;
    for (let after = anchorsFrom(header.after?.seq ?? 0); left > 0;) {
      const page = { after, upTo: head.seq, limit: Math.min(PAGE, left) };
      const anchors = await this.tenant.run(company, (db) => anchorsAfter(db, company, page));
      yield anchors.map(({ anchor }) => `${anchor}\n`).join('');
      const last = anchors.at(-1)?.seq;
      if (last === undefined) return;
      left -= anchors.length;
      after = last;
    }
  }
}

/** An anchor of the very event that an export goes on from belongs to it: it binds the two. */
const anchorsFrom = (after: number): number => Math.max(0, after - 1);
