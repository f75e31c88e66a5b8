import type { DatabaseSync } from 'node:sqlite';
import { fileId } from '@holdfast/phones/codecs';
import type { Domains } from '../../domains/domains.js';

/** RemoveItemsNotRestored: what is on the phone and not in the backup goes. */
export async function removeOthers(domains: Domains, database: DatabaseSync): Promise<void> {
  const find = database.prepare('SELECT 1 FROM Files WHERE fileID = ?');
  const removed: string[] = [];
  for await (const { domain, path } of domains.entries()) {
    const place = `${domain}/${path}`;
    if (path === '' || removed.some((one) => place.startsWith(`${one}/`))) continue;
    if (find.get(fileId(domain, path)) !== undefined) continue;
    // A folder that a layer of the faults makes up cannot be removed.
    await domains
      .writer(domain)
      .remove(path.split('/'), true)
      .catch(() => undefined);
    removed.push(place);
  }
}
