import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Header } from '@nestjs/common';
import type { z } from 'zod';
import { doerOf } from '../../audit/index.js';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { PolicyDocuments } from './policy-documents.js';

const { exportPolicyDocument, getPolicyDocument, diffPolicyDocument, applyPolicyDocument } = endpoints;

@Controller()
export class DocumentController {
  constructor(private readonly documents: PolicyDocuments) {}

  @Route(exportPolicyDocument)
  @Header('content-type', 'text/yaml; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="holdfast-policies.yaml"')
  async export(@Caller() { companyId }: SessionCaller): Promise<string> {
    return (await this.documents.export(companyId)).yaml;
  }

  @Route(getPolicyDocument)
  get(@Caller() { companyId }: SessionCaller) {
    return this.documents.export(companyId);
  }

  @Route(diffPolicyDocument)
  diff(
    @Caller() { companyId }: SessionCaller,
    @Body({ schema: diffPolicyDocument.body }) { document }: z.infer<typeof diffPolicyDocument.body>,
  ) {
    return this.documents.diff(companyId, document);
  }

  @Route(applyPolicyDocument)
  apply(
    @Caller() caller: SessionCaller,
    @Body({ schema: applyPolicyDocument.body })
    { basedOn, document }: z.infer<typeof applyPolicyDocument.body>,
  ) {
    const { companyId, employeeId: by } = caller;
    return this.documents.apply({ companyId, by, doer: doerOf(caller) }, basedOn, document);
  }
}
