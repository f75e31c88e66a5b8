import { covers, globs } from '../globs/glob-walk.js';
import { parseGlob } from '../globs/parse-glob.js';
import type { CheckedPolicy, Patterns } from './checked-policy.js';
import { type PolicyFinding, refused, warning } from './finding.js';

const PLATFORMS = ['android', 'ios', 'folder'] as const;
const bytes = (name: string): Uint8Array => new TextEncoder().encode(name);
/** Names that nobody would write into a pattern: what covers all of them covers any name at the top. */
const ANY_NAMES = ['\u{e0f0}', '\u{e0f1}.\u{e0f2}', '\u{e0f3}'.repeat(40)].map((name) => [bytes(name)]);

/** What of its patterns can never be, or leaves nothing to be read. */
export const checkPatterns = ({ scope }: CheckedPolicy): PolicyFinding[] =>
  PLATFORMS.flatMap((platform) => checkOf(scope[platform], `scope.${platform}`));

function checkOf({ include, exclude }: Patterns, path: string): PolicyFinding[] {
  const found: PolicyFinding[] = [];
  for (const [field, patterns] of Object.entries({ include, exclude }))
    patterns.forEach((pattern, at) => {
      if (canMatch(pattern)) return;
      found.push(
        warning(
          'pattern-matches-nothing',
          `${path}.${field}.${String(at)}`,
          `No file of any phone is called ${JSON.stringify(pattern)}.`,
          'Name a file or a folder (Documents/**), or take the pattern out.',
        ),
      );
    });
  exclude.forEach((pattern, at) => {
    const unwanted = globs([pattern]);
    if (!ANY_NAMES.every((name) => covers(unwanted, name))) return;
    found.push(
      refused(
        'pattern-excludes-everything',
        `${path}.exclude.${String(at)}`,
        `${JSON.stringify(pattern)} leaves out everything: nothing of such a phone could be read.`,
        'Narrow the pattern to what is not wanted.',
      ),
    );
  });
  if (include.length > 0 && !include.some(canMatch))
    found.push(
      refused(
        'includes-match-nothing',
        `${path}.include`,
        'Only what these patterns name is read, and none of them can match a file: nothing of such a phone could be read.',
        'Mend the patterns, or take all of them out: without any, everything of the categories is read.',
      ),
    );
  const both = include.filter((pattern) => exclude.includes(pattern));
  for (const pattern of both)
    found.push(
      warning(
        'include-excluded',
        `${path}.include.${String(include.indexOf(pattern))}`,
        `${JSON.stringify(pattern)} is wanted and left out: leaving out wins.`,
        'Take it out of one of the two.',
      ),
    );
  return found;
}

/** A name on a phone is never empty, `.` or `..`, and has neither a NUL nor a slash. */
const canMatch = (pattern: string): boolean => {
  const names = parseGlob(pattern);
  return (
    names.length > 0 &&
    !/^\/*$/.test(pattern) &&
    names.every(
      (name) =>
        typeof name === 'string' ||
        (!name.includes(0) &&
          !name.includes(SLASH) &&
          !(name.length <= 2 && name.length > 0 && name.every((character) => character === DOT))),
    )
  );
};
const DOT = 0x2e;
const SLASH = 0x2f;
