import type { EntityManager } from 'typeorm';
import { type KnownVersion, readVersions, type VersionName } from './version-rows.js';

/** Some kilobytes each. */
const MOST = 1_000;

/**
 * Published versions by company, policy, number and moment: they never change, so what is here is never wrong. The moment
 * is part of it because a publication that is rolled back has its number given again to what is published next.
 */
export class KnownVersions {
  private readonly known = new Map<string, KnownVersion>();

  /** All that are wanted, by the id of their policy; those that are not known yet are read with one statement. */
  async of(
    db: EntityManager,
    companyId: string,
    wanted: readonly VersionName[],
  ): Promise<Map<string, KnownVersion>> {
    const found = new Map<string, KnownVersion>();
    const missing = new Map<string, VersionName>();
    for (const name of wanted) {
      const version = this.known.get(keyOf(companyId, name));
      if (version) found.set(name.policyId, version);
      else missing.set(name.policyId, name);
    }
    if (missing.size === 0) return found;
    for (const version of await readVersions(db, companyId, [...missing.values()])) {
      found.set(version.policyId, version);
      if (this.known.size >= MOST) this.known.delete(this.known.keys().next().value as string);
      this.known.set(keyOf(companyId, version), version);
    }
    return found;
  }
}

const keyOf = (companyId: string, { policyId, version, publishedAt }: VersionName): string =>
  [companyId, policyId, version, publishedAt.getTime()].join('/');
