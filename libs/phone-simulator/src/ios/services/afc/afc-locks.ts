import type { IosPhoneState } from '../../phone-state.js';

/** The two kinds of lock, and its end; each may be asked for without waiting (bit 4, which the phone never does anyway). */
const SHARED = 1n;
const EXCLUSIVE = 2n;
const UNLOCK = 8n;
const KINDS = SHARED | EXCLUSIVE | UNLOCK;

type Holder = object;

/** Who holds which file of the media partition: between all connections to one phone. */
export class AfcLocks {
  private readonly held = new Map<string, { readonly exclusive: boolean; readonly holders: Set<Holder> }>();
  private refusals = 0;

  /** `ok`, `busy` where another holder has it, `unclear` where that is no way to lock. */
  lock(path: string, holder: Holder, how: bigint, busyTimes = 0): 'ok' | 'busy' | 'unclear' {
    const kind = how & KINDS;
    if (kind !== SHARED && kind !== EXCLUSIVE && kind !== UNLOCK) return 'unclear';
    if (kind === UNLOCK) {
      this.release(path, holder);
      return 'ok';
    }
    if (this.refusals < busyTimes) {
      this.refusals += 1;
      return 'busy';
    }
    const now = this.held.get(path);
    const others = [...(now?.holders ?? [])].some((one) => one !== holder);
    if (now !== undefined && others && (now.exclusive || kind === EXCLUSIVE)) return 'busy';
    const holders = others ? (now?.holders ?? new Set<Holder>()) : new Set<Holder>();
    this.held.set(path, { exclusive: kind === EXCLUSIVE, holders: holders.add(holder) });
    return 'ok';
  }

  release(path: string, holder: Holder): void {
    const holders = this.held.get(path)?.holders;
    if (holders?.delete(holder) === true && holders.size === 0) this.held.delete(path);
  }
}

const locks = new WeakMap<IosPhoneState, AfcLocks>();

/** The locks of one phone. */
export function locksOf(phone: IosPhoneState): AfcLocks {
  const known = locks.get(phone) ?? new AfcLocks();
  locks.set(phone, known);
  return known;
}
