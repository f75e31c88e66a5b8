import type { PolicyV1 } from '@holdfast/contracts';
import { Tenant } from '../../database/index.js';
import type { TestApp } from '../../testing/test-app.js';
import { assignmentsOf } from '../effective/assignment-rows.js';
import { advanceVersion, insertVersion } from '../policy-rows.js';

/** Makes this the next version of everybody's policy although no check would let it pass: limits that a test can reach. */
export const publishAsIs = (app: TestApp, companyId: string, policy: PolicyV1): Promise<void> =>
  app.get(Tenant).run(companyId, async (db) => {
    const floor = (await assignmentsOf(db, companyId)).at(-1);
    if (!floor) throw new Error('The company has no policy');
    const { policyId: id, version } = floor;
    await advanceVersion(db, companyId, id, version, policy.name);
    const made = { id, version: version + 1, publishedAt: new Date(), publishedBy: null, policy };
    await insertVersion(db, companyId, made);
  });
