/**
 * Whether a path matches a pattern of a policy: `?` is one character, `*` any number of them within a name, `**` any
 * number of whole names; everything else is itself, upper and lower case alike as written. Linear in pattern times
 * path, because patterns and paths both come from outside (no RegExp). Without a slash a pattern is of the last name.
 */
export function globMatches(pattern: string, path: readonly string[]): boolean {
  const names = pattern.split('/').filter((name) => name !== '');
  if (!pattern.includes('/')) return nameMatches(pattern, path.at(-1) ?? '');
  return sequenceMatches(names, path, '**', nameMatches);
}

const nameMatches = (pattern: string, name: string): boolean =>
  sequenceMatches([...pattern], [...name], '*', (part, character) => part === '?' || part === character);

/** The classic two-pointer match with one remembered star: never exponential. */
function sequenceMatches(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  matches: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let starAt = -1;
  let resumeAt = 0;
  for (let item = 0; item < items.length;) {
    const part = pattern[at];
    if (part === star) {
      starAt = at;
      resumeAt = item;
      at += 1;
    } else if (part !== undefined && matches(part, items[item] ?? '')) {
      at += 1;
      item += 1;
    } else if (starAt >= 0) {
      at = starAt + 1;
      resumeAt += 1;
      item = resumeAt;
    } else return false;
  }
  return pattern.slice(at).every((part) => part === star);
}
