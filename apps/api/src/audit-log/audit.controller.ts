import { pipeline } from 'node:stream/promises';
import { type AuditAnchors, type AuditItem, endpoints } from '@holdfast/contracts';
import { Controller, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, dateOf, Route, type SessionCaller } from '../http/index.js';
import { ShowAnchors } from './anchors/show-anchors.js';
import { ExportAudit } from './export-audit.js';
import { ReadAudit } from './read-audit.js';

const { listAudit, exportAudit, auditAnchors } = endpoints;

@Controller()
export class AuditController {
  constructor(
    private readonly read: ReadAudit,
    private readonly exports: ExportAudit,
    private readonly anchors: ShowAnchors,
  ) {}

  @Route(listAudit)
  list(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listAudit.query }) query: z.output<typeof listAudit.query>,
  ): Promise<{ items: AuditItem[]; nextCursor: string | null }> {
    return this.read.list(companyId, query);
  }

  @Route(exportAudit)
  async export(
    @Caller() caller: SessionCaller,
    @Query({ schema: exportAudit.query }) query: z.output<typeof exportAudit.query>,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.exports.run(caller, query.after);
    response.status(200).type('application/jsonl');
    response.setHeader('content-disposition', `attachment; filename="audit-${dateOf(new Date())}.jsonl"`);
    response.setHeader('cache-control', 'no-store');
    await pipeline(lines, response);
  }

  @Route(auditAnchors)
  where(@Caller() { companyId }: SessionCaller): Promise<AuditAnchors> {
    return this.anchors.run(companyId);
  }
}
