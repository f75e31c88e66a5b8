import type { CommitFacts } from '@holdfast/contracts';
import type { Staging } from './staging.js';

/** Counts and sizes per category: all that the control plane learns of a snapshot. */
export function categoryFacts(
  staging: Staging,
  highEntropy: ReadonlyMap<string, number>,
): Pick<CommitFacts, 'categories' | 'leftOut'> {
  const rows = staging
    .sql(
      `SELECT category,
         sum(present) AS files, sum(present * size) AS bytes,
         sum(present AND old_content IS NULL) AS added,
         sum(present AND old_content IS NOT NULL AND old_content <> content) AS changed,
         sum(NOT present AND old_content IS NOT NULL) AS removed
       FROM node WHERE kind = 0 GROUP BY category ORDER BY category`,
    )
    .all();
  const left = staging
    .sql('SELECT category, cause, count(*) AS n FROM left_out GROUP BY category, cause')
    .all();
  return {
    categories: rows.map((row) => ({
      category: row['category'] as CommitFacts['categories'][number]['category'],
      files: Number(row['files']),
      bytes: Number(row['bytes']),
      added: Number(row['added']),
      changed: Number(row['changed']),
      removed: Number(row['removed']),
      highEntropyChangedBytes: highEntropy.get(row['category'] as string) ?? 0,
    })),
    leftOut: left.map((row) => ({
      category: row['category'] as CommitFacts['leftOut'][number]['category'],
      cause: row['cause'] as CommitFacts['leftOut'][number]['cause'],
      count: Number(row['n']),
    })),
  };
}
