import { characters, folded } from './characters.js';
import { nameMatches } from './name-matches.js';
import type { NamePattern } from './parse-glob.js';
import { ANY_NAMES, parseGlob } from './parse-glob.js';

/** A pattern, and how many of its names may be behind: after `**` there are several ways on. */
interface Standing {
  readonly names: readonly NamePattern[];
  readonly at: readonly number[];
}

/**
 * Patterns on their way down a path, name by name, so that a walk over a million files asks each name once and leaves
 * folders in which nothing can match. No step takes longer than pattern times name: patterns and names both come from
 * outside (no RegExp).
 */
export class GlobWalk {
  /** Whether the path so far is what one of the patterns says. */
  readonly matches: boolean;
  /** Whether anything further down may be. */
  readonly goesOn: boolean;

  constructor(
    private readonly standing: readonly Standing[],
    private readonly ignoreCase: boolean,
  ) {
    this.matches = standing.some(({ names, at }) => at.includes(names.length));
    this.goesOn = standing.some(({ names, at }) => at.some((place) => place < names.length));
  }

  /** One name further down; names are bytes, and need not be UTF-8. */
  into(name: Uint8Array): GlobWalk {
    const all = characters(name);
    const read = this.ignoreCase ? all.map(folded) : all;
    const standing: Standing[] = [];
    for (const { names, at } of this.standing) {
      const next = new Set<number>();
      for (const place of at) {
        const part = names[place];
        if (part === ANY_NAMES) addWithin(names, place, next);
        else if (part !== undefined && nameMatches(part, read)) addWithin(names, place + 1, next);
      }
      if (next.size > 0) standing.push({ names, at: [...next] });
    }
    return new GlobWalk(standing, this.ignoreCase);
  }
}

/**
 * Patterns at the top of a tree. `?` is one character, `*` any number of them within a name, `**` any number of whole
 * names; a backslash takes the next character as it is, and `\xNN`, `\u{…}`, `\n`, `\t`, `\r` are what names show as;
 * everything else is itself. With a slash a pattern begins at the top; without, it is of the last name, wherever.
 */
export function globs(
  patterns: readonly string[],
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {},
): GlobWalk {
  const standing = patterns.map((pattern) => {
    const parsed = parseGlob(pattern);
    const names = ignoreCase ? parsed.map((name) => (name === ANY_NAMES ? name : name.map(folded))) : parsed;
    return { names, at: [...addWithin(names, 0, new Set<number>())] };
  });
  return new GlobWalk(standing, ignoreCase);
}

/** A place in a pattern, and those that `**` lets one stand at without a name more. */
function addWithin(names: readonly NamePattern[], place: number, places: Set<number>): Set<number> {
  for (let at = place; ; at++) {
    places.add(at);
    if (names[at] !== ANY_NAMES) return places;
  }
}

/** Whether a path, or a folder above it, is what one of the patterns says. */
export function covers(patterns: GlobWalk, path: readonly Uint8Array[]): boolean {
  let here = patterns;
  for (const name of path) {
    here = here.into(name);
    if (here.matches) return true;
  }
  return false;
}
