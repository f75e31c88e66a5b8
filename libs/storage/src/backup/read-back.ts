import { randomInt } from 'node:crypto';
import { objectName } from '../format/object-name.js';
import { isStandalone } from '../marks/level-index.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { NotKept } from '../repository/not-kept.js';
import { inParallel } from '../in-parallel.js';

/** Packs that a run reads back of those that it stored. */
const READ_BACK = 3;
const ASKED_AT_ONCE = 8;

/**
 * Looks whether the packs are there that this run has just stored, before anything names them, and reads some of them
 * back: a location that says that it has stored what it has not is found on the first day and not on the day of the
 * restore. (A folder's bytes come out of this computer's memory: there it finds what was cut off, not what the disk
 * did.) In a company's repository the control plane looks at each of them before it records a snapshot.
 * @throws NotKept: nothing was recorded, and what was lost is sent again
 */
export async function readBack(state: OpenState, stored: readonly number[]): Promise<void> {
  const { objects, index } = state;
  const left = [...stored];
  const notKept = (row: number): NotKept => {
    const { kind, sha256 } = index.pack(row);
    index.markAltered(Buffer.from(sha256, 'hex'));
    return new NotKept(objects.location.place, objectName(kind, sha256));
  };
  for (let read = 0; read < READ_BACK && left.length > 0; read++) {
    const [row] = left.splice(randomInt(left.length), 1) as [number];
    const { kind, sha256 } = index.pack(row);
    if (!(await objects.isKept(objectName(kind, sha256)))) throw notKept(row);
  }
  if (!isStandalone(state)) return;
  await inParallel(left, ASKED_AT_ONCE, async (row) => {
    const { kind, sha256, size } = index.pack(row);
    if ((await objects.location.stat(objectName(kind, sha256))) !== size) throw notKept(row);
  });
}
