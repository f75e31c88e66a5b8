import type { RepositoryFacts } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EffectivePolicyInForce } from '../../policies/index.js';
import { OpenNotices } from './open-notices.js';
import type { KnownPerson } from './person-rows.js';
import { growthOf } from './snapshot-rows.js';
import { readSources, type Sources } from './sources.js';

const DAY_MS = 86_400_000;
/** Over so many days growth is taken for what goes on. */
const GROWTH_DAYS = 30;

/** All that is known of some people, and what of it depends on a policy. */
export interface GatheredFacts {
  readonly sources: Sources;
  noticeOpenSince(effective: EffectivePolicyInForce, person: KnownPerson): Promise<Date | undefined>;
  repository(person: KnownPerson): RepositoryFacts | undefined;
}

/** Reads the facts of people with a fixed number of statements, however many there are. */
@Injectable()
export class GatherFacts {
  constructor(private readonly notices: OpenNotices) {}

  /** `policies`: under which they are to be evaluated; they say how far back runs count, and whether growth does. */
  async run(
    db: EntityManager,
    companyId: string,
    employeeIds: readonly string[],
    policies: readonly EffectivePolicyInForce[],
    now: Date,
  ): Promise<GatheredFacts> {
    const backups = Math.max(1, ...policies.map(({ policy }) => policy.proof.failingAfterRuns));
    const sources = await readSources(db, companyId, employeeIds, { backups, now });
    const open = await this.notices.reader(db, companyId);
    const limited = policies.some(({ policy }) => policy.limits.quotaBytesPerEmployee !== null);
    const since = new Date(now.getTime() - GROWTH_DAYS * DAY_MS);
    const growth = await growthOf(db, companyId, limited ? [...sources.people.keys()] : [], since);
    return {
      sources,
      noticeOpenSince: (effective, person) =>
        open(effective, person, sources.phones.get(person.employeeId) ?? []),
      repository: ({ employeeId, repositoryBytes }) => {
        const grown = growth.get(employeeId);
        return (
          grown && { bytes: repositoryBytes, bytesPerDay: grown.bytes / GROWTH_DAYS, asOf: grown.lastAt }
        );
      },
    };
  }
}
