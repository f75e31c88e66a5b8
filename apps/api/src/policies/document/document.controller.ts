import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Header } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type PersonOrToken, Route } from '../../http/index.js';
import { authorOf } from '../keeping/author-of.js';
import { PolicyDocuments } from './policy-documents.js';

const { exportPolicyDocument, getPolicyDocument, diffPolicyDocument, applyPolicyDocument } = endpoints;

@Controller()
export class DocumentController {
  constructor(private readonly documents: PolicyDocuments) {}

  @Route(exportPolicyDocument)
  @Header('content-type', 'text/yaml; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="holdfast-policies.yaml"')
  async export(@Caller() { companyId }: PersonOrToken): Promise<string> {
    return (await this.documents.export(companyId)).yaml;
  }

  @Route(getPolicyDocument)
  get(@Caller() { companyId }: PersonOrToken) {
    return this.documents.export(companyId);
  }

  @Route(diffPolicyDocument)
  diff(
    @Caller() { companyId }: PersonOrToken,
    @Body({ schema: diffPolicyDocument.body }) { document }: z.infer<typeof diffPolicyDocument.body>,
  ) {
    return this.documents.diff(companyId, document);
  }

  @Route(applyPolicyDocument)
  apply(
    @Caller() caller: PersonOrToken,
    @Body({ schema: applyPolicyDocument.body })
    { basedOn, document }: z.infer<typeof applyPolicyDocument.body>,
  ) {
    return this.documents.apply(authorOf(caller), basedOn, document);
  }
}
