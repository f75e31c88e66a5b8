import type { Damage } from '../repository/repository.js';

/** Enough for a person to see what is hurt; the rest is counted, so that a report has a bound. */
const MAX_FILES_SHOWN = 1000;

interface Finding {
  readonly objectName: string;
  readonly what: Damage['what'];
  readonly files: { snapshotId: string; path: readonly Uint8Array[] }[];
  readonly seen: Set<string>;
}

/** Collects damaged objects and what they hurt, each file once an object. */
export class DamageReport {
  private readonly findings = new Map<string, Finding>();

  get any(): boolean {
    return this.findings.size > 0;
  }

  note(objectName: string, what: Damage['what']): void {
    if (!this.findings.has(objectName)) {
      this.findings.set(objectName, { objectName, what, files: [], seen: new Set() });
    }
  }

  has(objectName: string): boolean {
    return this.findings.has(objectName);
  }

  hurts(objectName: string, snapshotId: string, path: readonly Uint8Array[]): void {
    const finding = this.findings.get(objectName);
    const key = `${snapshotId}/${path.map((name) => Buffer.from(name).toString('hex')).join('/')}`;
    if (!finding || finding.seen.has(key)) return;
    finding.seen.add(key);
    if (finding.files.length < MAX_FILES_SHOWN) finding.files.push({ snapshotId, path });
  }

  damage(): Damage[] {
    return [...this.findings.values()]
      .map(({ objectName, what, files, seen }) => {
        const more = seen.size - files.length;
        return { objectName, what, files, ...(more > 0 ? { moreFiles: more } : {}) };
      })
      .sort((a, b) => (a.objectName < b.objectName ? -1 : 1));
  }
}
