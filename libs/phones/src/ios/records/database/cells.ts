import type { SQLOutputValue } from 'node:sqlite';

/** `number`: whole or real numbers only. `text`: numbers and blobs as texts, too. `bytes`: a blob. */
export type CellKind = 'number' | 'text' | 'bytes';

/** What was read of one row: SQLite lets any column hold anything, so each value is taken for what it is. */
export class Cells {
  /** `values`: the rowid, whether a value was too long, then the columns. */
  constructor(
    private readonly values: readonly SQLOutputValue[],
    private readonly index: ReadonlyMap<string, number>,
  ) {}

  get id(): bigint {
    const id = this.values[0];
    return typeof id === 'bigint' ? id : 0n;
  }

  /** Whether a text or blob was longer than what is read. */
  get isCut(): boolean {
    return this.values[1] !== 0n;
  }

  text(column: string): string | undefined {
    const value = this.value(column);
    if (value === null || value === undefined) return undefined;
    return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);
  }

  /** A text that says something. */
  filled(column: string): string | undefined {
    return this.text(column) || undefined;
  }

  bytes(column: string): Uint8Array | undefined {
    const value = this.value(column);
    return value instanceof Uint8Array ? value : undefined;
  }

  whole(column: string): bigint | undefined {
    const value = this.value(column);
    if (typeof value === 'bigint') return value;
    return typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  }

  real(column: string): number | undefined {
    const value = this.value(column);
    const number = typeof value === 'bigint' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  /** Whether a column holds 1. */
  is(column: string): boolean {
    return this.whole(column) === 1n;
  }

  private value(column: string): SQLOutputValue | undefined {
    const at = this.index.get(column);
    return at === undefined ? undefined : this.values[at];
  }
}
