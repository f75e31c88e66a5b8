import { type PolicyV1, type WhatIfResult } from '@holdfast/contracts';
import { scopeAskedOf } from '@holdfast/policy';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { EffectivePolicies, type EffectivePolicyInForce } from '../../policies/index.js';
import { evaluatePerson } from '../evaluation/evaluate-person.js';
import { GatherFacts } from '../evaluation/gather-facts.js';
import { costOf } from './cost-of.js';
import { pricedLocations } from './price-rows.js';
import { usualSizes } from './usual-sizes.js';
import { versionsOfPhones } from './version-rows.js';
import { type AskedWhatIf, askedWhatIf, endWhatIf, peopleInScope, tellProgress } from './what-if-rows.js';
import { WhatIfSum } from './what-if-sum.js';

/** People of one transaction: progress is told, and others have their turn, after each. */
const BATCH = 500;

/**
 * Works on a question what a draft would change: everybody whom it would cover is evaluated twice, under what covers them and
 * under the draft, and nothing is kept but the sums. Reads only; locks nobody.
 */
@Injectable()
export class RunWhatIf implements BeforeApplicationShutdown {
  private readonly logger = new Logger('what-if');
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly jobs: TenantJobs,
    private readonly policies: EffectivePolicies,
    private readonly gather: GatherFacts,
  ) {}

  /** Begins, and answers at once. What a shutdown cuts off another process begins again. */
  begin(companyId: string, id: string): void {
    const work = this.work(companyId, id)
      .catch(async (error: unknown) => {
        this.logger.error({ err: error, companyId, whatIf: id }, 'a what-if failed');
        await this.jobs.run(companyId, (db) => endWhatIf(db, companyId, id, undefined));
      })
      .catch((error: unknown) => this.logger.error({ err: error, companyId }, 'its end could not be kept'))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async work(companyId: string, id: string): Promise<void> {
    const now = new Date();
    const asked = await this.jobs.run(companyId, (db) => askedWhatIf(db, companyId, id));
    if (!asked) return;
    const sum = new WhatIfSum(await this.jobs.run(companyId, (db) => usualSizes(db, companyId)));
    let people = 0;
    for (let after: string | undefined; ;) {
      if (this.stopping) return;
      const batch = await this.addBatch(companyId, asked, after, sum, now);
      people += batch.length;
      const wanted = await this.jobs.run(companyId, (db) => tellProgress(db, companyId, id, people));
      if (!wanted) return;
      after = batch.at(-1);
      if (batch.length < BATCH) break;
    }
    const result = await this.withCost(companyId, asked.policy, sum);
    await this.jobs.run(companyId, (db) => endWhatIf(db, companyId, id, result));
  }

  private async addBatch(
    companyId: string,
    { policy, policyId }: AskedWhatIf,
    after: string | undefined,
    sum: WhatIfSum,
    now: Date,
  ): Promise<string[]> {
    return this.jobs.run(companyId, async (db) => {
      const ids = await peopleInScope(db, companyId, after, BATCH);
      const policies = await this.policies.forEmployees(db, companyId, ids);
      const covered = ids.filter((id) => policyId === null || policies.get(id)?.policyId === policyId);
      if (covered.length === 0) return ids;
      const drafts = new Map<string, EffectivePolicyInForce>();
      for (const id of covered) {
        const present = policies.get(id);
        if (present) drafts.set(id, asDraft(present, policy, now));
      }
      const facts = await this.gather.run(
        db,
        companyId,
        covered,
        [...policies.values(), ...drafts.values()],
        now,
      );
      const versions = await this.versions(db, companyId, covered, facts.sources, policies, policy);
      for (const person of facts.sources.people.values()) {
        const present = policies.get(person.employeeId);
        const draft = drafts.get(person.employeeId);
        if (!present || !draft) continue;
        const shared = { repository: facts.repository(person), onDate: dateOf(now) };
        // Whether somebody has to acknowledge the draft again is not its fault: it is told apart.
        const noticeOpenSince = await facts.noticeOpenSince(present, person);
        const [was, will] = [present, draft].map((effective) =>
          evaluatePerson(person, facts.sources, { ...shared, effective, noticeOpenSince }, now),
        ) as [ReturnType<typeof evaluatePerson>, ReturnType<typeof evaluatePerson>];
        sum.addPerson(was, will, person.repositoryBytes);
        sum.addPhones(was.phones, present.policy, policy);
        const own = versions.get(person.employeeId);
        if (own) sum.addVersions(own, present.policy, policy, now);
      }
      return ids;
    });
  }

  /** By person; nothing is read where retention stays as it is. */
  private async versions(
    db: Parameters<typeof versionsOfPhones>[0],
    companyId: string,
    covered: readonly string[],
    sources: Awaited<ReturnType<GatherFacts['run']>>['sources'],
    policies: ReadonlyMap<string, EffectivePolicyInForce>,
    draft: PolicyV1,
  ) {
    const changed = covered.filter((id) => !sameRetention(policies.get(id)?.policy, draft));
    const owners = new Map<string, string>();
    for (const id of changed) for (const { phoneId } of sources.phones.get(id) ?? []) owners.set(phoneId, id);
    const byPerson = new Map<string, Awaited<ReturnType<typeof versionsOfPhones>>>();
    for (const version of await versionsOfPhones(db, companyId, [...owners.keys()])) {
      const owner = owners.get(version.phone) ?? '';
      const own = byPerson.get(owner);
      if (own) own.push(version);
      else byPerson.set(owner, [version]);
    }
    return byPerson;
  }

  private async withCost(companyId: string, draft: PolicyV1, sum: WhatIfSum): Promise<WhatIfResult> {
    const locations = await this.jobs.run(companyId, (db) => pricedLocations(db, companyId));
    const { bytesOfOneCopy, change } = sum;
    return sum.result(costOf(locations, draft.copies, { bytesOfOneCopy, change }));
  }
}

const sameRetention = (present: PolicyV1 | undefined, draft: PolicyV1): boolean =>
  JSON.stringify(present?.retention) === JSON.stringify(draft.retention);

/** The draft as if it were published now: what the present policy asks for already is asked since then. */
const asDraft = (present: EffectivePolicyInForce, policy: PolicyV1, now: Date): EffectivePolicyInForce => ({
  ...present,
  policy,
  publishedAt: now,
  askedSince: (category, platform) => {
    const scope = present.policy.scope;
    const asked =
      platform === undefined ? scope.categories : scopeAskedOf(scope, platform as 'android').categories;
    return (asked as readonly string[]).includes(category) ? present.askedSince(category, platform) : now;
  },
});
