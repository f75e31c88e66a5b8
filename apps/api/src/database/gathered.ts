interface Waiting<T, R> {
  readonly one: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_IN_ONE = 500;

/**
 * Gathers what many requests ask at the same moment into one call: those of one turn of the event loop, and those that
 * come while a call is under way share the next. Alone, a request waits for nobody. `ask` answers in the order of what it
 * was given; when it throws, all who share the call are told.
 */
export class Gathered<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private busy = false;

  constructor(private readonly ask: (all: readonly T[]) => Promise<readonly R[]>) {}

  run(one: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ one, resolve, reject });
      if (this.busy) return;
      this.busy = true;
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_IN_ONE);
      try {
        const results = await this.ask(batch.map(({ one }) => one));
        for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.busy = false;
  }
}
