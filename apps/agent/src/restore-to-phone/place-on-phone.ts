import { momentDay } from './moment-day.js';
import { RECORDS_FOLDER } from './records-folder.js';

/** Where on a phone an entry of a snapshot goes. */
export interface PlaceOnPhone {
  readonly path: readonly Uint8Array[];
  /** What it was made of lies in databases: the file is put aside, and its person brings it in. */
  readonly isRecord: boolean;
}

/** The folder below shared storage where records of a snapshot are put. */
export function recordsPlace(takenAt: Date): readonly Uint8Array[] {
  return ['Download', 'Holdfast', momentDay(takenAt)].map((name) => Buffer.from(name));
}

/**
 * Files go where they were; records go to a folder of their own, since no database is written. So does what another kind
 * of phone kept where this one keeps nothing: all but its camera's folder.
 */
export function placeOnPhone(
  path: readonly Uint8Array[],
  takenAt: Date,
  isOtherPlatform = false,
): PlaceOnPhone {
  const [top, ...rest] = path;
  const folder = top === undefined ? '' : Buffer.from(top).toString('utf8');
  if (folder !== RECORDS_FOLDER) {
    const isElsewhere = isOtherPlatform && folder !== 'DCIM';
    return { path: isElsewhere ? [...recordsPlace(takenAt), ...path] : path, isRecord: false };
  }
  return { path: [...recordsPlace(takenAt), ...rest], isRecord: true };
}
