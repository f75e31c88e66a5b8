import type { PolicyV1, WhatIfResult } from '@holdfast/contracts';
import { decideRetention, type ExemptedGap, scopeAskedOf } from '@holdfast/policy';
import type { FoundPerson } from '../evaluation/found.js';
import type { KnownVersion } from './version-rows.js';

const MOST_NAMED = 100;

/** Adds up, person by person, what a draft would change. */
export class WhatIfSum {
  private readonly people = { covered: 0, protectedNow: 0, protectedThen: 0, lost: 0, won: 0 };
  private readonly gaps = new Map<ExemptedGap['code'], { now: number; then: number }>();
  private readonly losers: WhatIfResult['losers'] = [];
  private readonly upload = { phones: 0, bytes: 0, categories: new Set<string>() };
  private readonly prune = { versions: 0, bytes: 0, keptVersions: 0, keptBytes: 0 };
  bytesOfOneCopy = 0;

  constructor(private readonly sizes: ReadonlyMap<string, number>) {}

  /** The same person, under what covers them now and under the draft. */
  addPerson(now: FoundPerson, then: FoundPerson, repositoryBytes: number): void {
    const [was, will] = [now.standing === 'protected', then.standing === 'protected'];
    this.people.covered += 1;
    this.people.protectedNow += Number(was);
    this.people.protectedThen += Number(will);
    this.people.lost += Number(was && !will);
    this.people.won += Number(will && !was);
    this.bytesOfOneCopy += repositoryBytes;
    for (const code of openCodes(now)) this.gap(code).now += 1;
    for (const code of openCodes(then)) this.gap(code).then += 1;
    if (was && !will && this.losers.length < MOST_NAMED) {
      this.losers.push({ id: now.employeeId, name: now.name, gaps: [...new Set(openCodes(then))] });
    }
  }

  /** What is newly asked of each phone that was backed up, by what such phones usually hold of it. */
  addPhones(phones: FoundPerson['phones'], now: PolicyV1, then: PolicyV1): void {
    for (const { platform, snapshots } of phones) {
      const asked = new Set(scopeAskedOf(now.scope, platform).categories);
      const more = scopeAskedOf(then.scope, platform).categories.filter((category) => !asked.has(category));
      if (more.length === 0 || snapshots === 0) continue;
      this.upload.phones += 1;
      for (const category of more) {
        this.upload.categories.add(category);
        this.upload.bytes += this.sizes.get(`${platform}/${category}`) ?? 0;
      }
    }
  }

  /** What each retention lets go of today. */
  addVersions(versions: readonly KnownVersion[], now: PolicyV1, then: PolicyV1, at: Date): void {
    const kept = decideRetention(versions, now.retention, at);
    const will = new Set(
      decideRetention(versions, then.retention, at).flatMap(({ snapshot, reasons }) =>
        reasons.length > 0 ? snapshot.id : [],
      ),
    );
    for (const { snapshot, reasons } of kept) {
      const stays = will.has(snapshot.id);
      if (reasons.length > 0 && !stays) {
        this.prune.versions += 1;
        this.prune.bytes += snapshot.bytes;
      }
      if (reasons.length === 0 && stays) {
        this.prune.keptVersions += 1;
        this.prune.keptBytes += snapshot.bytes;
      }
    }
  }

  /** How many bytes one copy of everything would hold more, or fewer (negative). */
  get change(): number {
    return this.upload.bytes - this.prune.bytes + this.prune.keptBytes;
  }

  result(cost: WhatIfResult['cost']): WhatIfResult {
    return {
      people: { ...this.people },
      gaps: [...this.gaps]
        .map(([code, counts]) => ({ code, ...counts }))
        .sort((a, b) => b.then - b.now - (a.then - a.now) || (a.code < b.code ? -1 : 1)),
      losers: this.losers,
      upload: { ...this.upload, categories: [...this.upload.categories].sort() },
      prune: { ...this.prune },
      cost,
    };
  }

  private gap(code: ExemptedGap['code']): { now: number; then: number } {
    const known = this.gaps.get(code);
    if (known) return known;
    const counts = { now: 0, then: 0 };
    this.gaps.set(code, counts);
    return counts;
  }
}

/** Of the person and of their phones, without those that are exempted. */
const openCodes = ({ gaps, phones }: FoundPerson): ExemptedGap['code'][] =>
  [...gaps, ...phones.flatMap((phone) => phone.gaps)]
    .filter(({ exemptionId }) => exemptionId === undefined)
    .map(({ code }) => code);
