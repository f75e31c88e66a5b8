import type { PhoneTable } from './phone-table.js';

/** What one owner may have; more is an attack on memory. */
export const MOST_OWNED = 10_000;

/**
 * Walks what owners have beside a walk through the owners themselves, both lowest first, so that neither has to fit into
 * memory and no index is needed.
 */
export class Owned {
  private readonly pairs: Iterator<readonly [bigint, bigint]>;
  private next: readonly [bigint, bigint] | undefined;

  constructor(table: PhoneTable | undefined, owner: string, what?: string) {
    this.pairs = table === undefined ? [][Symbol.iterator]() : table.pairs(owner, what);
    this.next = this.take();
  }

  /** What the owner has; each call's owner is beyond that of the call before. `cut`: there was more. */
  of(owner: bigint): { readonly list: readonly bigint[]; readonly cut: boolean } {
    const list: bigint[] = [];
    let cut = false;
    while (this.next !== undefined && this.next[0] < owner) this.next = this.take();
    while (this.next !== undefined && this.next[0] === owner) {
      if (list.length < MOST_OWNED) list.push(this.next[1]);
      else cut = true;
      this.next = this.take();
    }
    return { list, cut };
  }

  close(): void {
    this.pairs.return?.();
    this.next = undefined;
  }

  private take(): readonly [bigint, bigint] | undefined {
    const { done, value } = this.pairs.next();
    return done === true ? undefined : value;
  }
}
