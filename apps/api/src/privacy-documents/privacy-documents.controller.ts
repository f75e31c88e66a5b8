import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { DraftDocument } from './draft-document.js';

const { getPrivacyDocument } = endpoints;

@Controller()
export class PrivacyDocumentsController {
  constructor(private readonly draft: DraftDocument) {}

  @Route(getPrivacyDocument)
  async one(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: getPrivacyDocument.params }) { kind }: z.output<typeof getPrivacyDocument.params>,
    @Res() response: Response,
  ): Promise<void> {
    const text = await this.draft.run(companyId, kind);
    response.setHeader('content-disposition', `attachment; filename="${kind}.md"`);
    response.status(200).type('text/markdown').send(text);
  }
}
