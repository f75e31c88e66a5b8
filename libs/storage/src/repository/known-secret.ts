import { createHash } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { damaged } from '../format/damaged.js';
import type { LocalIndex } from '../index/local-index.js';

/**
 * Whoever runs the location could swap in a repository of their own making under the same id, wrapped to keys whose
 * public halves they can read; the fingerprint that this workstation keeps tells.
 * @throws StorageError `object-altered`
 */
export function rememberSecret(index: LocalIndex, keys: RepositoryKeys): void {
  const fingerprint = createHash('sha256').update(keys.recipientsKey).digest();
  const get = index.database.prepare(`SELECT value FROM meta WHERE key = 'fingerprint'`);
  const known = get.get();
  if (known && !fingerprint.equals(known['value'] as Uint8Array)) {
    throw damaged('The set of wraps (they hold another secret than this computer knows)');
  }
  index.database.prepare(`INSERT OR IGNORE INTO meta VALUES ('fingerprint', ?)`).run(fingerprint);
}
