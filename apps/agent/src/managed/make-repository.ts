import { endpoints } from '@holdfast/contracts';
import { createRepository, StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import { comeIn } from '../joining/come-in.js';
import type { Outside } from '../joining/wait-outside.js';
import { proveNewCode, resumeCode } from '../recovery-code/code-at-enrolment.js';
import { NewCode } from '../recovery-code/new-code.js';
import { CompanyWraps } from './company-wrap.js';
import { ControlPlane } from './control-plane.js';
import type { Enrolling } from './enrolling.js';
import type { Enrolment } from './enrolment.js';
import { enrolmentFile } from './enrolment-file.js';
import { joinRepository } from './join-repository.js';
import type { ManagedPlace } from './managed-repository.js';
import { managedPlace, managedWorkFolder, ownKey } from './managed-repository.js';
import { RepositoryPins } from './repository-pins.js';
import { workstationRecipient } from './workstation-recipient.js';

/** The enrolment with its repository. */
export interface JoinedRepository extends Outside {
  /** If it was made now and nobody has it in a file. */
  readonly recoveryCode?: string;
  /** Null where it is not this workstation's to say: it waits to be let in. */
  readonly recoveryCodeProven: boolean | null;
}

/**
 * Makes the employee's repository if there is none, else lets this workstation in; goes on where it was stopped. At the end
 * the company's wrap is as the acknowledged statement says.
 */
export async function makeOrJoinRepository(asked: Omit<Enrolling, 'plane'>): Promise<JoinedRepository> {
  const { context, enrolment, output } = asked;
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const joined = await makeOrJoin({ ...asked, plane });
  const policy = await plane.call(endpoints.effectivePolicy, { signal: context.signal });
  const { acceptedNotice, repositoryId } = joined.enrolment;
  const wraps = new CompanyWraps(context.environment.stateFolder);
  const changed = await wraps.keep(plane, joined.enrolment, policy, acceptedNotice, repositoryId);
  if (changed !== undefined) output.summary(changed);
  return joined;
}

async function makeOrJoin(enrolling: Enrolling): Promise<JoinedRepository> {
  const { context, flags, enrolment, plane, output } = enrolling;
  const { stateFolder } = context.environment;
  const came = await comeIn(stateFolder, enrolment, plane);
  if (came === 'refused') output.warning('Your other workstation refused to let this one in.');
  const place = await managedPlace(plane, context.signal);
  if (came === 'joined') {
    output.summary('This workstation was let in: it opens your repository, with all snapshots made before.');
    const isProven = await resumeCode(context, flags, output, plane, place);
    return { enrolment: { ...enrolment, repositoryId: place.repositoryId }, recoveryCodeProven: isProven };
  }
  if (place.main === undefined && enrolment.repositoryId === place.repositoryId)
    return { enrolment, recoveryCodeProven: await resumeCode(context, flags, output, plane, place) };
  if (place.main !== undefined || (await place.location.stat('config')) !== undefined)
    return joinHere(enrolling, place);
  return make(enrolling, place);
}

async function joinHere(enrolling: Enrolling, place: ManagedPlace): Promise<JoinedRepository> {
  const joined = await joinRepository(enrolling, place);
  if (joined.approvalCode !== undefined) return { ...joined, recoveryCodeProven: null };
  const { plane, context } = enrolling;
  const { provenOn } = await plane.call(endpoints.recoveryCode, { signal: context.signal });
  return { ...joined, recoveryCodeProven: provenOn !== null };
}

async function make(enrolling: Enrolling, place: ManagedPlace): Promise<JoinedRepository> {
  const { context, flags, enrolment, plane, output } = enrolling;
  const { stateFolder } = context.environment;
  const code = await NewCode.make(output, flags, {
    company: enrolment.company.name,
    employee: enrolment.employee.name,
    repositoryId: place.repositoryId,
    madeOn: context.now(),
  });
  let identity: Uint8Array;
  try {
    identity = await create(context, enrolment, place, code.words);
  } catch (error) {
    await code.undo();
    if (error instanceof StorageError && error.code === 'repository-exists')
      return joinHere(enrolling, place);
    output.warning(
      'The repository could not be made: the recovery code above opens nothing. You get a new one next time.',
    );
    throw error;
  }
  const joined = { ...enrolment, repositoryId: place.repositoryId };
  await enrolmentFile(stateFolder).write(joined);
  output.summary('Your repository is ready.');
  if (code.files.length > 0)
    output.summary(
      `Your recovery code is in ${code.files.join(' and ')}: print it or keep it in a password manager, then delete the file.`,
    );
  const isProven = await proveNewCode(context, output, plane, code, identity);
  const shown = code.files.length > 0 ? {} : { recoveryCode: code.words };
  return { enrolment: joined, recoveryCodeProven: isProven, ...shown };
}

async function create(
  context: CommandContext,
  enrolment: Enrolment,
  { repositoryId, location }: ManagedPlace,
  words: string,
): Promise<Uint8Array> {
  const { stateFolder, cacheFolder } = context.environment;
  const pins = new RepositoryPins(stateFolder);
  const repository = await createRepository({
    location,
    workFolder: managedWorkFolder(cacheFolder, repositoryId),
    recipients: [workstationRecipient(enrolment), { kind: 'recovery-code', words }],
    unlock: ownKey(enrolment),
    onIdentity: (identity) => pins.pin(repositoryId, identity),
  });
  await repository.close();
  await pins.expect(repositoryId, repository.identity);
  return repository.identity;
}
