import type { Entry, LeftOut, Platform, PolicyV1, PullSource } from '@holdfast/contracts';
import { globMatches } from './glob.js';

/**
 * A source that yields only what the policy's patterns and size limit allow. What a pattern shuts out was not asked
 * for and is not mentioned; a file over the limit is left out with its cause. Ahead of `storage`, so that what must
 * not be read is not read.
 */
export function narrowedSource(source: PullSource, policy: PolicyV1, platform: Platform): PullSource {
  const { include, exclude } = policy.scope[platform];
  const { maxFileBytes } = policy.scope;
  if (include.length === 0 && exclude.length === 0 && maxFileBytes === null) return source;
  return {
    async *scan(scope, leftOut) {
      for await (const entry of source.scan(scope, leftOut)) {
        const names = entry.path.map((name) => Buffer.from(name).toString('utf8'));
        if (isExcluded(names, exclude) || !isIncluded(entry, names, include)) continue;
        if (maxFileBytes !== null && entry.kind === 'file' && entry.size > BigInt(maxFileBytes)) {
          leftOut(tooLarge(entry));
        } else yield entry;
      }
    },
    open: (entry, signal) => source.open(entry, signal),
    close: () => source.close(),
  };
}

/** A pattern that matches a folder shuts out all that is below it. */
function isExcluded(names: readonly string[], exclude: readonly string[]): boolean {
  return names.some((_, at) => exclude.some((pattern) => globMatches(pattern, names.slice(0, at + 1))));
}

/** Folders stay, so that parents still come before their children. */
function isIncluded(entry: Entry, names: readonly string[], include: readonly string[]): boolean {
  if (include.length === 0 || entry.kind === 'directory') return true;
  return names.some((_, at) => include.some((pattern) => globMatches(pattern, names.slice(0, at + 1))));
}

const tooLarge = (entry: Entry): LeftOut => ({
  path: entry.path,
  category: entry.category,
  cause: 'over-size-limit',
});
