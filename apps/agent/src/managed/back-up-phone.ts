import { randomUUID } from 'node:crypto';
import type { Category, EffectivePolicy } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import type { PersonStep, PhoneSession, PhonesOptions } from '@holdfast/phones';
import { openPhone } from '@holdfast/phones';
import type { BackupProgress, BackupResult, Pace, Repository } from '@holdfast/storage';
import { runFailureOf } from '../backup/cause-of.js';
import { Fault } from '../faults/fault.js';
import type { PasswordTalk } from '../iphone/password-talk.js';
import { withScratchFolder } from '../iphone/scratch-folder.js';
import type { ControlPlane } from './control-plane.js';
import type { EnrolledPhone, EnrolledPhones } from './enrolled-phones.js';
import type { Enrolment } from './enrolment.js';
import { expectDebuggingAllowed } from './usb-debugging.js';
import { HeldLease } from './lease.js';
import { managedPlace, managedWorkFolder, openManagedRepository, ownKey } from './managed-repository.js';
import type { OpenRuns } from './open-runs.js';
import { phoneKeyOf } from './phone-key.js';
import { categoriesRead, sourceOf } from './read-phone.js';
import { RunReport } from './run-report.js';
import { ToldProgress } from './told-progress.js';

/** All that one run of one enrolled phone stands on. */
export interface PhoneRun {
  readonly plane: ControlPlane;
  readonly enrolment: Enrolment;
  readonly phones: EnrolledPhones;
  readonly runs: OpenRuns;
  readonly phone: EnrolledPhone;
  readonly address: string;
  readonly phonesOptions: PhonesOptions;
  readonly policy: EffectivePolicy;
  readonly categories: readonly Category[];
  /** `full` by default. */
  readonly pace?: Pace;
  readonly fullRead?: boolean;
  /** File with the password of an iPhone's own backups. */
  readonly phonePasswordFile?: string;
  /** False: its person declined that the password itself is kept. */
  readonly keepPhonePassword?: boolean;
  /** The phone's person, where they are there to be asked about that password. */
  readonly passwordTalk?: PasswordTalk;
  readonly cacheFolder: string;
  /** By the server's clock. */
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackupProgress) => void;
}

/**
 * One run: told to the control plane, under the phone's lease, from opening the phone to the commit. It throws what
 * ended it, after the control plane was told (or the telling was kept for later); what was uploaded stays for the next.
 */
export async function backUpPhone(run: PhoneRun): Promise<BackupResult & { readonly repositoryId: string }> {
  const { plane, phone } = run;
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const runId = randomUUID();
  const report = await RunReport.begin(
    plane,
    run.runs,
    { runId, phoneId: phone.phoneId, kind: 'backup' },
    signal,
  );
  let lease: HeldLease | undefined;
  try {
    lease = await HeldLease.take(plane, phone.phoneId, (error) => stop.abort(error), signal);
    const result = await underLease(run, lease, report, signal);
    await report.end('completed');
    return result;
  } catch (error) {
    const ended = stop.signal.aborted ? (stop.signal.reason as unknown) : error;
    const { outcome, cause } = runFailureOf(run.signal.aborted ? run.signal.reason : ended);
    await report.end(outcome, cause);
    throw ended;
  } finally {
    lease?.release();
  }
}

async function underLease(
  run: PhoneRun,
  lease: HeldLease,
  report: RunReport,
  signal: AbortSignal,
): Promise<BackupResult & { readonly repositoryId: string }> {
  const { plane, phone } = run;
  expectDebuggingAllowed(run.policy.policy, phone.platform);
  const place = await managedPlace(plane, signal);
  const repository = await openManagedRepository(plane, place, {
    unlock: ownKey(run.enrolment),
    isOwnKey: true,
    workFolder: managedWorkFolder(run.cacheFolder, place.repositoryId),
    commit: async (result) => {
      const body = {
        runId: report.runId,
        phoneId: phone.phoneId,
        repositoryId: place.repositoryId,
        locationId: place.locationId,
        objectName: result.objectName,
        takenAt: result.takenAt.toISOString(),
        fence: lease.fence,
        facts: result.facts,
      };
      await plane.call(endpoints.commitSnapshot, { body, tries: 5 });
    },
  });
  try {
    const read = (scratch: string): Promise<BackupResult> =>
      readPhone(run, repository, report, scratch, signal);
    return { ...(await withScratchFolder(run.cacheFolder, read)), repositoryId: place.repositoryId };
  } finally {
    await repository.close();
  }
}

/** Opens the phone, after the repository: its person is asked for something only when there is a place to put it. */
async function readPhone(
  run: PhoneRun,
  repository: Repository,
  report: RunReport,
  scratch: string,
  signal: AbortSignal,
): Promise<BackupResult> {
  const { phone } = run;
  const told = new ToldProgress(run.now, (progress) => {
    report.progress(progress);
    run.onProgress(progress);
  });
  const onStep = (address: string, step: PersonStep): void => {
    told.step(step);
    run.phonesOptions.onStep?.(address, step);
  };
  const reached = { platform: phone.platform, address: run.address };
  let session: PhoneSession | undefined;
  try {
    session = await openPhone(reached, { ...run.phonesOptions, onStep }, signal);
    const opened = session;
    await expectThisPhone(run, opened.identity.serial);
    const categories = categoriesRead(run);
    const source = await sourceOf(run, opened, repository, scratch, (share) => told.shareDone(share), signal);
    try {
      return await repository.backup({
        source,
        scope: { ...(categories && { categories }), signal },
        phone: phone.phoneId,
        sourceName: `${phone.platform}:${phone.label}`,
        policyVersion: run.policy.version,
        ...(run.pace === undefined ? {} : { pace: run.pace }),
        fullRead: run.fullRead ?? false,
        afterReading: () => opened.confirmIdentity(),
        now: run.now,
        signal,
        onProgress: (progress) => told.progress(progress),
      });
    } finally {
      await source.close();
    }
  } finally {
    told.end();
    await session?.close();
  }
}

/** An address may be another phone's by now: that one is closed at once, and not opened there again. */
async function expectThisPhone(run: PhoneRun, serial: string): Promise<void> {
  if (phoneKeyOf(run.enrolment.phoneHashKey, serial) === run.phone.phoneKey) return;
  await run.phones.forgetAddress(run.address);
  throw new Fault('phone-unreachable', {
    what: `Another phone answers at ${run.address}, not ${run.phone.label}.`,
    holds: 'Nothing was read from it.',
    next: 'If it is yours too, enrol it: "holdfast enrol --phone ADDRESS".',
  });
}
