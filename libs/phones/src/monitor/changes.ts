/** The latest value of something, handed on once it has held still: what changes meanwhile is skipped. */
export class Changes<T> {
  private latest: T | undefined;
  private readonly wakers = new Set<() => void>();

  set(value: T): void {
    this.latest = value;
    for (const wake of this.wakers) wake();
  }

  /**
   * The first value at once, then each that differs (by `same`) from the last yielded and has not changed for
   * `quietMs`. Ends with `signal`.
   */
  async *settled(quietMs: number, same: (a: T, b: T) => boolean, signal: AbortSignal): AsyncGenerator<T> {
    let yielded: T | undefined;
    while (!signal.aborted) {
      const value = this.latest;
      if (value === undefined || (yielded !== undefined && same(value, yielded))) {
        await this.wait(signal, undefined);
        continue;
      }
      if (yielded !== undefined && (await this.unsettled(value, quietMs, same, signal))) continue;
      if (signal.aborted) return;
      yielded = value;
      yield value;
    }
  }

  /** Whether the value changed within `quietMs`. */
  private async unsettled(
    value: T,
    quietMs: number,
    same: (a: T, b: T) => boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const until = Date.now() + quietMs;
    for (let left = quietMs; left > 0 && !signal.aborted; left = until - Date.now()) {
      await this.wait(signal, left);
      if (this.latest !== undefined && !same(this.latest, value)) return true;
    }
    return false;
  }

  private wait(signal: AbortSignal, ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => wake(), ms);
      const wake = (): void => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.wakers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      if (signal.aborted) wake();
    });
  }
}
