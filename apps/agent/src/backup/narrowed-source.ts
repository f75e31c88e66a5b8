import type { Entry, LeftOut, Platform, PolicyV1, PullSource } from '@holdfast/contracts';
import { covers, globs } from '@holdfast/policy';

/**
 * A source that yields only what the policy's patterns and size limit allow. What a pattern shuts out was not asked
 * for and is not mentioned; a file over the limit is left out with its cause. Ahead of `storage`, so that what must
 * not be read is not read.
 */
export function narrowedSource(source: PullSource, policy: PolicyV1, platform: Platform): PullSource {
  const { include, exclude } = policy.scope[platform];
  const { maxFileBytes } = policy.scope;
  if (include.length === 0 && exclude.length === 0 && maxFileBytes === null) return source;
  const [wanted, unwanted] = [globs(include), globs(exclude)];
  // Folders stay, so that parents still come before their children; and patterns say which of the phone's files are wanted,
  // not which of what is made of its databases.
  const isWanted = ({ kind, path, sizeUnknown }: Entry): boolean =>
    include.length === 0 || kind === 'directory' || sizeUnknown === true || covers(wanted, path);
  return {
    async *scan(scope, leftOut) {
      for await (const entry of source.scan(scope, leftOut)) {
        if (covers(unwanted, entry.path) || !isWanted(entry)) continue;
        if (maxFileBytes !== null && entry.kind === 'file' && entry.size > BigInt(maxFileBytes)) {
          leftOut(tooLarge(entry));
        } else yield entry;
      }
    },
    open: (entry, signal) => source.open(entry, signal),
    ...(source.lookAgain && { lookAgain: source.lookAgain.bind(source) }),
    close: () => source.close(),
  };
}

const tooLarge = (entry: Entry): LeftOut => ({
  path: entry.path,
  category: entry.category,
  cause: 'over-size-limit',
});
