import type { Repository, SnapshotSummary } from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import { Fault, usage } from '../faults/fault.js';
import { parseTime } from '../selection/parse-time.js';
import { parsePath, parsePrintedPath } from '../terminal/parse-path.js';
import type { OpenedRepository } from './open-for-command.js';

/** How a verb explains its SNAPSHOT. */
export const SNAPSHOT_HELP = '"latest", an id, the beginning of one, or @TIME: the newest taken by then';

/**
 * The snapshot that `latest`, an id, the beginning of one or `@TIME` means, of `--phone` where it is given. A time is
 * one's end: `@2026-11-01` is the last snapshot of that day, or the newest before it. @throws Fault `usage`
 */
export async function snapshotMeant(
  opened: OpenedRepository,
  reference: string,
  phone: string | undefined,
  now: () => Date = () => new Date(),
): Promise<SnapshotSummary> {
  const filter = phone === undefined ? {} : { phone: await opened.phoneNamed(phone) };
  if (reference.startsWith('@')) {
    const { until: takenBy } = parseTime(reference.slice(1), now());
    return opened.repository.resolveSnapshot('latest', { ...filter, takenBy });
  }
  if (/^\d{4}-\d/.test(reference))
    throw usage(`"${reference}" is not the id of a snapshot.`, `The newest taken by then is @${reference}.`);
  return opened.repository.resolveSnapshot(reference, filter);
}

/** Whether a reference means another snapshot for each phone. */
export const isOfAnyPhone = (reference: string): boolean =>
  reference === 'latest' || reference.startsWith('@');

/** The last two snapshots of the phone that was backed up last (or of `--phone`), older first. */
export async function lastTwo(
  opened: OpenedRepository,
  phone: string | undefined,
): Promise<readonly [SnapshotSummary, SnapshotSummary]> {
  const newer = await snapshotMeant(opened, 'latest', phone);
  const ofPhone = (await opened.repository.snapshots()).filter((snapshot) => snapshot.phone === newer.phone);
  const older = ofPhone[ofPhone.findIndex((snapshot) => snapshot.id === newer.id) + 1];
  if (older !== undefined) return [older, newer];
  throw new Fault('not-found', {
    what: 'There is only one snapshot of this phone: nothing to compare it with.',
    next: 'Back up once more, or name two snapshots: "holdfast diff OLD NEW".',
  });
}

/**
 * The path a person means: as typed, or, where there is no such path and it has a backslash, as this program prints
 * it (`\xNN` for bytes that are not UTF-8). @throws StorageError `path-unknown`
 */
export async function pathMeant(
  repository: Repository,
  snapshotId: string,
  text: string,
): Promise<readonly Uint8Array[]> {
  const typed = parsePath(text);
  if (!text.includes('\\') || (await isThere(repository, snapshotId, typed))) return typed;
  return parsePrintedPath(text);
}

async function isThere(
  repository: Repository,
  snapshotId: string,
  path: readonly Uint8Array[],
): Promise<boolean> {
  try {
    for await (const entry of repository.list(snapshotId, { path, recursive: false }))
      return entry !== undefined;
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'path-unknown') return false;
    throw error;
  }
}
