import { ANY_NUMBER, ANY_ONE } from './parse-glob.js';

/** The classic two-pointer match with one remembered star: never exponential. */
export function nameMatches(pattern: readonly number[], name: readonly number[]): boolean {
  let at = 0;
  let starAt = -1;
  let resumeAt = 0;
  for (let item = 0; item < name.length;) {
    const part = pattern[at];
    if (part === ANY_NUMBER) {
      starAt = at;
      resumeAt = item;
      at += 1;
    } else if (part !== undefined && (part === ANY_ONE || part === name[item])) {
      at += 1;
      item += 1;
    } else if (starAt >= 0) {
      at = starAt + 1;
      resumeAt += 1;
      item = resumeAt;
    } else return false;
  }
  while (pattern[at] === ANY_NUMBER) at += 1;
  return at === pattern.length;
}
