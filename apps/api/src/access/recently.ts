/** Entries are small texts: 20,000 of them are 4 MB. */
const MOST = 20_000;

/**
 * What this process did for a key a short while ago, or is doing: many calls for one key at once do it once, and whoever asks
 * again within `ms` costs no query. What fails, or answers false, is forgotten, so that the next one tries again. The
 * oldest entry goes first.
 */
export class Recently {
  private readonly entries = new Map<string, { readonly until: number; readonly done: Promise<boolean> }>();

  constructor(private readonly ms: number) {}

  once(key: string, work: () => Promise<boolean>): Promise<boolean> {
    const now = Date.now();
    const known = this.entries.get(key);
    if (known && known.until > now) return known.done;
    const done = work();
    this.entries.delete(key);
    this.entries.set(key, { until: now + this.ms, done });
    done.then((keep) => keep || this.entries.delete(key)).catch(() => this.entries.delete(key));
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST && oldest !== undefined) this.entries.delete(oldest);
    return done;
  }
}
