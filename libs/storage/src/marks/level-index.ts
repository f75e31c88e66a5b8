import { syncIndex } from '../index/sync-index.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { Marks } from './read-marks.js';
import { NO_MARKS, readMarks } from './read-marks.js';

/** Whether whoever opens the repository also decides what counts; else the control plane does, and prunes. */
export const isStandalone = ({ options }: Pick<OpenState, 'options'>): boolean =>
  options.committer === undefined;

/**
 * Brings the index level with the location. Packs that are marked to go do not count as present, so that what is stored
 * from now on never rests on them. The marks come first: what is marked later is seen before a commit.
 */
export async function levelIndex(state: OpenState): Promise<Marks> {
  const { index, objects, keys } = state;
  const marks = isStandalone(state) ? await readMarks(objects, keys) : NO_MARKS;
  await syncIndex(index, objects, keys, marks.names('unneeded', 'sweeping'));
  return marks;
}
