/**
 * What is counted: people by standing, phones by state, phones within their age, open gaps by code, versions and bytes; and
 * phones, and those of them that fail, by the version of their agent, their system, and why they fail.
 */
export type Metric =
  | 'people'
  | 'phones'
  | 'age'
  | 'gaps'
  | 'exempt-gaps'
  | 'snapshots'
  | 'bytes'
  | 'agents'
  | 'systems'
  | 'failing-agents'
  | 'failing-systems'
  | 'failing-causes';

export interface Delta {
  readonly onDate: string;
  readonly metric: Metric;
  readonly key: string;
  readonly department: string;
  readonly delta: number;
}

/** Changes of counts, summed up by what they are of; those that come to nothing are left out. */
export class Tally {
  private readonly sums = new Map<string, { of: Omit<Delta, 'delta'>; delta: number }>();

  add(delta: Delta): void {
    if (delta.delta === 0) return;
    const { onDate, metric, key, department } = delta;
    const id = JSON.stringify([onDate, metric, key, department]);
    const sum = this.sums.get(id);
    if (sum) sum.delta += delta.delta;
    else this.sums.set(id, { of: { onDate, metric, key, department }, delta: delta.delta });
  }

  /** In one order for everybody: who stores them waits for nobody who does, too. */
  deltas(): Delta[] {
    return [...this.sums]
      .filter(([, { delta }]) => delta !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { of, delta }]) => ({ ...of, delta }));
  }
}
