import { join } from 'node:path';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The folder of one repository at one served location; undefined unless both are UUIDs, so nothing else has one. */
export function servedFolder(root: string, locationId: string, repositoryId: string): string | undefined {
  if (!UUID.test(locationId) || !UUID.test(repositoryId)) return undefined;
  return join(root, locationId, repositoryId);
}
