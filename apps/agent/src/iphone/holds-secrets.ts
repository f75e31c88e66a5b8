import type { Repository } from '@holdfast/storage';

/** Snapshots of photos alone may lie between. */
const MOST_LOOKED_AT = 20;

/** Whether the last whole snapshot of a phone holds what opens a sealed backup of it. */
export async function holdsSecrets(repository: Repository, phone: string): Promise<boolean> {
  const snapshots = (await repository.snapshots()).filter((one) => one.phone === phone);
  for (const { id } of snapshots.slice(0, MOST_LOOKED_AT))
    if ((await repository.phoneSecrets(id)) !== undefined) return true;
  return false;
}
