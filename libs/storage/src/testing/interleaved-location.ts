import type { ListedObject, Location, PutObject } from '../location/location.js';
import { StorageError } from '../storage-error.js';

/** Numbers in [0, n) from a seed: mulberry32, small and good enough to choose turns. */
export function seeded(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

export type Objects = Map<string, { readonly bytes: Buffer; readonly storedAtMs: number }>;

/**
 * One place and several programs that use it. Every call waits until all programs have come to a call of theirs or have
 * ended, and then the seed says whose goes on: half of the seeds choose at random each time, half keep to one program
 * for long and change seldom, which finds what needs few but badly placed switches.
 */
export class InterleavedPlace {
  private readonly waiting: { actor: number; go: () => void }[] = [];
  private readonly alive = new Set<number>();
  private readonly sticky: boolean;
  private last = 0;
  /** Whose turn it was, for a seed that fails. */
  readonly turns: string[] = [];

  constructor(
    readonly objects: Objects,
    private readonly random: (n: number) => number,
    readonly clock: { now: number },
  ) {
    this.sticky = random(2) === 0;
  }

  /** Runs a program to its end; `killedAfter`: the call after which it is dead, and all its calls fail. */
  async run(
    work: (location: Location) => Promise<void>,
    killedAfter = Number.POSITIVE_INFINITY,
  ): Promise<unknown> {
    const actor = this.alive.size;
    this.alive.add(actor);
    try {
      await work(this.location(actor, killedAfter));
      return undefined;
    } catch (error) {
      return error;
    } finally {
      this.alive.delete(actor);
      this.next();
    }
  }

  private location(actor: number, killedAfter: number): Location {
    let calls = 0;
    const turn = async <T>(what: string, work: () => T): Promise<T> => {
      await new Promise<void>((go) => {
        this.waiting.push({ actor, go });
        this.next();
      });
      calls += 1;
      // One that waits with several calls at a time makes no new one now.
      setImmediate(() => this.next());
      if (calls > killedAfter) throw new StorageError('location-unreachable', 'This program was killed.');
      this.turns.push(`${actor} ${what}`);
      return work();
    };
    const { objects, clock } = this;
    return {
      place: 'memory',
      put: async (name: string, object: PutObject) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of object.open()) pieces.push(Uint8Array.from(piece));
        return turn(`put ${name}`, () => {
          if (objects.has(name)) return 'present';
          objects.set(name, { bytes: Buffer.concat(pieces), storedAtMs: clock.now });
          return 'stored';
        });
      },
      get: (name) =>
        turn(`get ${name}`, () => {
          const found = objects.get(name);
          if (!found) throw new StorageError('object-missing', `${name} is not there.`);
          return Uint8Array.from(found.bytes);
        }),
      stat: (name) => turn(`stat ${name}`, () => objects.get(name)?.bytes.length),
      async *list(prefix): AsyncGenerator<ListedObject> {
        const found = await turn(`list ${prefix}`, () =>
          [...objects].filter(([name]) => name.startsWith(prefix)),
        );
        for (const [name, { bytes, storedAtMs }] of found) yield { name, size: bytes.length, storedAtMs };
      },
      remove: (name) =>
        turn(`remove ${name}`, () => {
          objects.delete(name);
          return 'removed' as const;
        }),
      close: async () => {},
    };
  }

  private next(): void {
    const there = new Set(this.waiting.map(({ actor }) => actor));
    if (this.waiting.length === 0 || [...this.alive].some((actor) => !there.has(actor))) return;
    const stays = this.sticky && this.random(12) > 0;
    const mine = this.waiting.findIndex(({ actor }) => actor === this.last);
    const chosen = stays && mine >= 0 ? mine : this.random(this.waiting.length);
    const [{ actor, go }] = this.waiting.splice(chosen, 1) as [{ actor: number; go: () => void }];
    this.last = actor;
    go();
  }
}
