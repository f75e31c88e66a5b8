interface Waiting<T, R> {
  readonly one: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_IN_ONE = 500;
/** While some are answered, others can be asked: neither side waits for the other. */
const MOST_UNDER_WAY = 3;

/**
 * Gathers what many requests ask at the same moment into one call: those of one turn of the event loop, and, when three
 * calls are under way, those that come until one of them is answered. Alone, a request waits for nobody. `ask` answers in
 * the order of what it was given; when it throws, all who share the call are told.
 */
export class Gathered<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private underWay = 0;
  private asked = false;

  constructor(private readonly ask: (all: readonly T[]) => Promise<readonly R[]>) {}

  run(one: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ one, resolve, reject });
      this.turn();
    });
  }

  /** Asks at the end of this turn of the event loop, unless enough is under way. */
  private turn(): void {
    if (this.asked || this.underWay >= MOST_UNDER_WAY || this.waiting.length === 0) return;
    this.asked = true;
    setImmediate(() => {
      this.asked = false;
      void this.work(this.waiting.splice(0, MOST_IN_ONE));
    });
  }

  private async work(batch: readonly Waiting<T, R>[]): Promise<void> {
    this.underWay += 1;
    try {
      const results = await this.ask(batch.map(({ one }) => one));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.underWay -= 1;
    this.turn();
  }
}

/** The same by company: no call is about two of them. */
export class GatheredByCompany<T, R> {
  private readonly companies = new Map<string, Gathered<T, R>>();

  constructor(private readonly ask: (companyId: string, all: readonly T[]) => Promise<readonly R[]>) {}

  run(companyId: string, one: T): Promise<R> {
    let gathered = this.companies.get(companyId);
    if (!gathered) {
      gathered = new Gathered((all) => this.ask(companyId, all));
      this.companies.set(companyId, gathered);
    }
    return gathered.run(one);
  }
}
