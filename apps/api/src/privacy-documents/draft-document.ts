import type { PrivacyDocument } from '@holdfast/contracts';
import { type Claim, CLAIM_COLUMNS, COLUMN_TITLES, visibilityOf } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Companies } from '../companies/index.js';
import { Tenant } from '../database/index.js';
import { dateOf } from '../http/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { Locations } from '../storage/index.js';
import type { DocumentFacts } from './document-facts.js';
import { impactAssessment } from './impact-assessment.js';
import { recordOfProcessing } from './record-of-processing.js';
import { worksCouncilFacts } from './works-council.js';

/** How each document is written from the facts. */
export const DOCUMENTS: Readonly<Record<PrivacyDocument, (facts: DocumentFacts) => string>> = {
  'impact-assessment': impactAssessment,
  'record-of-processing': recordOfProcessing,
  'works-council': worksCouncilFacts,
};

/** The claims as columns of texts. */
export const columnsOf = (claims: readonly Claim[]): DocumentFacts['visibility'] =>
  CLAIM_COLUMNS.map((column) => ({
    title: COLUMN_TITLES[column],
    claims: claims.filter((claim) => claim.column === column).map(({ text }) => text),
  }));

/** Drafts one of the documents from the policy in force today; nothing of it is kept. */
@Injectable()
export class DraftDocument {
  constructor(
    private readonly tenant: Tenant,
    private readonly companies: Companies,
    private readonly policies: EffectivePolicies,
    private readonly locations: Locations,
  ) {}

  run(companyId: string, kind: PrivacyDocument): Promise<string> {
    return this.tenant.run(companyId, async (db) => {
      const { name } = await this.companies.company(db, companyId);
      const { policy, version } = await this.policies.forEverybody(db, companyId);
      const locations = await this.locations.all(db, companyId);
      const on = dateOf(new Date());
      const visibility = columnsOf(visibilityOf(policy, undefined));
      return DOCUMENTS[kind]({
        company: name,
        on,
        policyVersion: version,
        policy,
        locations,
        visibility,
      });
    });
  }
}
