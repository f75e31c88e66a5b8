import { randomUUID } from 'node:crypto';
import type { RunProgress } from '@holdfast/contracts';
import { runFailureOf } from '../backup/cause-of.js';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { managedPlace, managedWorkFolder, openManagedRepository, ownKey } from './managed-repository.js';
import type { OpenRuns } from './open-runs.js';
import { RunReport } from './run-report.js';

/** One verification that the control plane asked for: every byte is read. @throws Fault `damaged` */
export async function verifyRepository(run: {
  readonly plane: ControlPlane;
  readonly enrolment: Enrolment;
  readonly runs: OpenRuns;
  readonly phoneId: string;
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}): Promise<void> {
  const { plane, signal } = run;
  const report = await RunReport.begin(
    plane,
    run.runs,
    { runId: randomUUID(), phoneId: run.phoneId, kind: 'verify' },
    signal,
  );
  try {
    const place = await managedPlace(plane, signal);
    const repository = await openManagedRepository(plane, place, {
      unlock: ownKey(run.enrolment),
      isOwnKey: true,
      workFolder: managedWorkFolder(run.cacheFolder, place.repositoryId),
    });
    try {
      const { damage } = await repository.verify({
        readData: true,
        signal,
        onProgress: (progress) => {
          report.progress(progress);
          run.onProgress(progress);
        },
      });
      if (damage.length > 0) {
        throw new Fault('damaged', {
          what: `${damage.length} stored objects are missing or altered.`,
          next: '"holdfast verify --read-data" names the files that are hurt.',
        });
      }
    } finally {
      await repository.close();
    }
    await report.end('completed');
  } catch (error) {
    const { outcome, cause } = runFailureOf(signal.aborted ? signal.reason : error);
    await report.end(outcome, error instanceof Fault && error.exit === 'damaged' ? 'unreadable' : cause);
    throw error;
  }
}
