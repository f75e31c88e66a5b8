import type { SnapshotFigures } from '../snapshot-figures.js';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const CATEGORIES = ['photos', 'videos', 'documents', 'downloads', 'chats', 'settings'] as const;
type Category = (typeof CATEGORIES)[number];

/** Numbers in [0, 1) from a seed (mulberry32): the same histories in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Change {
  added: number;
  changed: number;
  removed: number;
  /** Share of the changed files whose contents are noise. */
  noise: number;
  /** Share of what was added that the repository does not hold yet. */
  fresh: number;
}

/** A phone, its person's habits, and what they do between two backups. */
export class Life {
  private readonly files: Record<Category, number>;
  private readonly size: Record<Category, number>;
  private day = 0;
  private readonly perDay: number;
  private readonly edits: number;
  private readonly every: number;

  constructor(private readonly roll: () => number) {
    const base = Math.round(10 ** (2.2 + roll() * 2));
    const share = (least: number, most: number) => Math.round(base * (least + roll() * (most - least)));
    this.files = {
      photos: share(0.5, 1),
      videos: share(0.02, 0.1),
      documents: share(0.02, 0.4),
      downloads: share(0.01, 0.2),
      chats: share(0.05, 0.6),
      settings: share(0.05, 0.1),
    };
    this.size = { photos: 3e6, videos: 6e7, documents: 4e5, downloads: 1e6, chats: 2e5, settings: 2e4 };
    this.perDay = 0.2 + roll() * 25;
    this.edits = roll() * 0.01;
    this.every = roll() < 0.7 ? 1 : 1 + Math.floor(roll() * 10);
  }

  /** An ordinary backup: a few days of taking, editing and deleting, now and then much of one of them. */
  ordinary(): SnapshotFigures {
    const { roll } = this;
    const days = Math.max(1, Math.round(this.every * (0.5 + roll())));
    const changes = new Map<Category, Change>();
    for (const category of CATEGORIES) {
      const files = this.files[category];
      const taken = category === 'photos' ? this.perDay : this.perDay * 0.2 * roll();
      changes.set(category, {
        added: Math.round(taken * days * roll() * 2),
        changed: Math.round(files * this.edits * roll() * (category === 'documents' ? 3 : 1)),
        removed: Math.round(taken * days * 0.3 * roll()),
        noise: category === 'settings' ? 0.1 : 0.9,
        fresh: 1,
      });
    }
    this.unusual(changes);
    return this.snapshot(days, changes);
  }

  /** What happens to everybody once in a while, and is nobody's attack. */
  private unusual(changes: Map<Category, Change>): void {
    const { roll } = this;
    const of = (category: Category) => changes.get(category) as Change;
    if (roll() < 0.02) of('photos').removed += Math.round(this.files.photos * roll() * 0.35);
    if (roll() < 0.02) of('photos').added += Math.round(this.files.photos * roll() * 0.4);
    if (roll() < 0.03) of('downloads').removed += Math.round(this.files.downloads * roll());
    if (roll() < 0.02) of('settings').changed = this.files.settings;
    if (roll() < 0.005) {
      // An app keeps its pictures in another folder from now on: all of them moved, none of them new.
      const moved = Math.round(this.files.chats * (0.6 + roll() * 0.4));
      Object.assign(of('chats'), { added: moved, removed: moved, fresh: 0.01 });
    }
  }

  /** Of each category, this share is done to what is there. */
  attacked(how: 'in-place' | 'renamed' | 'wiped', share: number, only?: Category): SnapshotFigures {
    const changes = new Map<Category, Change>();
    for (const category of CATEGORIES) {
      const hit = category !== 'settings' && (only === undefined || only === category);
      const files = hit ? Math.ceil(this.files[category] * share) : 0;
      changes.set(category, {
        added: how === 'renamed' ? files : 0,
        changed: how === 'in-place' ? files : 0,
        removed: how === 'in-place' ? 0 : files,
        noise: 1,
        fresh: 1,
      });
    }
    return this.snapshot(1, changes);
  }

  filesOf(category: Category): number {
    return this.files[category];
  }

  private snapshot(days: number, changes: ReadonlyMap<Category, Change>): SnapshotFigures {
    this.day += days;
    let storedBytes = 0;
    const categories = CATEGORIES.map((category) => {
      const change = changes.get(category) as Change;
      const size = this.size[category];
      const removed = Math.min(change.removed, this.files[category]);
      const changed = Math.min(change.changed, this.files[category] - removed);
      this.files[category] += change.added - removed;
      storedBytes += (change.added * change.fresh + changed) * size;
      const files = this.files[category];
      const highEntropyChangedBytes = Math.round(changed * size * change.noise);
      return {
        category,
        files,
        bytes: files * size,
        added: change.added,
        changed,
        removed,
        highEntropyChangedBytes,
      };
    });
    return { takenAt: new Date(START + this.day * DAY_MS), categories, storedBytes };
  }
}
