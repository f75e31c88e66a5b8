import type { ListedObject, Location } from '../../location/location.js';
import { StorageError } from '../../storage-error.js';
import type { Trouble } from './trouble.js';
import { NO_TROUBLE } from './trouble.js';

const unreachable = (): StorageError =>
  new StorageError('location-unreachable', 'The place was not reached.', { retryHelps: true });

/** A program's way to a place, on which one trouble at a time can lie. */
export class TroubledLocation implements Location {
  readonly place: string;
  private trouble: Trouble = NO_TROUBLE;
  private calls = 0;
  private puts = 0;
  private gets = 0;
  /** The trouble came, and not after the end. */
  struck = false;

  constructor(
    private readonly real: Location,
    private readonly killed: () => void,
  ) {
    this.place = real.place;
  }

  /** Counts begin anew. */
  meet(trouble: Trouble): void {
    [this.trouble, this.calls, this.puts, this.gets, this.struck] = [trouble, 0, 0, 0, false];
  }

  put: Location['put'] = (name, object) =>
    this.call(async () => {
      const { trouble } = this;
      const at = (this.puts += 1);
      if (trouble.kind === 'full' && at >= trouble.fromPut) {
        this.struck = true;
        throw new StorageError('location-full', 'The place is full.', { retryHelps: true });
      }
      if (trouble.kind === 'swallowed-put' && at === trouble.atPut) {
        this.struck = true;
        for await (const _ of object.open());
        return 'stored';
      }
      const answer = await this.real.put(name, object);
      if (trouble.kind !== 'lost-reply' || at !== trouble.atPut) return answer;
      this.struck = true;
      if (trouble.retried) return 'present';
      throw unreachable();
    });

  get: Location['get'] = (name) =>
    this.call(async () => {
      const at = (this.gets += 1);
      const bytes = await this.real.get(name);
      const { trouble } = this;
      if (trouble.kind !== 'flipped-answer' || at !== trouble.atGet || bytes.length === 0) return bytes;
      this.struck = true;
      const flipped = Uint8Array.from(bytes);
      flipped[flipped.length >> 1]! ^= 1;
      return flipped;
    });

  stat: Location['stat'] = (name) => this.call(() => this.real.stat(name));
  remove: Location['remove'] = (name) => this.call(() => this.real.remove(name));
  /** One program's end is not the place's. */
  close = async (): Promise<void> => {};

  async *list(prefix: string): AsyncGenerator<ListedObject> {
    yield* await this.call(async () => {
      const listed: ListedObject[] = [];
      for await (const one of this.real.list(prefix)) listed.push(one);
      return listed;
    });
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    const { trouble } = this;
    const at = (this.calls += 1);
    if (trouble.kind !== 'killed' || at < trouble.atCall) return work();
    if (at > trouble.atCall) throw unreachable();
    this.struck = true;
    if (trouble.done) await work().catch(() => {});
    this.killed();
    throw unreachable();
  }
}
