import { setTimeout as pause } from 'node:timers/promises';
import { createRepository } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import { enrolmentFile } from '../managed/enrolment-file.js';
import { managedPlace, managedWorkFolder, ownKey } from '../managed/managed-repository.js';
import { RepositoryPins } from '../managed/repository-pins.js';
import { workstationRecipient } from '../managed/workstation-recipient.js';
import type { Output } from '../terminal/output.js';
import { askToJoin } from './ask-to-join.js';
import { comeIn } from './come-in.js';
import { joinCodeText } from './join-code.js';
import { joinRequestFile } from './join-request-file.js';

const LOOK_EVERY_MS = 2000;
/** How long somebody at a terminal is waited for. */
const WAITS_SECONDS = 120;

/** Where this workstation backs up now; `approvalCode`: what it shows while it waits. */
export interface Outside {
  readonly enrolment: Enrolment;
  readonly approvalCode?: string;
}

/**
 * Asks to be let in by another workstation, makes the repository to which this one writes meanwhile, and waits a while.
 * `seconds`: how long; undefined: two minutes at a terminal, and not at all elsewhere.
 */
export async function waitOutside(
  context: CommandContext,
  enrolment: Enrolment,
  plane: ControlPlane,
  output: Output,
  seconds: number | undefined,
): Promise<Outside> {
  const { stateFolder, cacheFolder } = context.environment;
  const known = await joinRequestFile(stateFolder).read();
  const { code } = known ?? (await askToJoin(stateFolder, enrolment, plane));
  const place = await managedPlace(plane, context.signal);
  if ((await place.location.stat('config')) === undefined) {
    const pins = new RepositoryPins(stateFolder);
    const repository = await createRepository({
      location: place.location,
      workFolder: managedWorkFolder(cacheFolder, place.repositoryId),
      recipients: [workstationRecipient(enrolment)],
      unlock: ownKey(enrolment),
      onIdentity: (identity) => pins.pin(place.repositoryId, identity),
    });
    await repository.close();
    await pins.expect(place.repositoryId, repository.identity);
  }
  const outside = { ...enrolment, repositoryId: place.repositoryId };
  await enrolmentFile(stateFolder).write(outside);
  output.warning(
    `\nYour backups were begun on another workstation. Run "holdfast approve" there, and type this code:\n\n    ${joinCodeText(code)}\n`,
  );
  output.warning(
    'Until then this workstation backs up to a repository of its own, which only it can open. The question ends after seven days.',
  );
  const wait = seconds ?? (context.streams.stdin.isTTY && !output.json ? WAITS_SECONDS : 0);
  if (await isLetIn(context, outside, plane, output, wait)) {
    const joined = await enrolmentFile(stateFolder).read();
    output.summary('This workstation was let in: it opens your repository, with all snapshots made before.');
    return { enrolment: { ...outside, repositoryId: joined?.repositoryId ?? outside.repositoryId } };
  }
  output.summary('Nobody has let this workstation in yet. It looks again by itself.');
  return { enrolment: outside, approvalCode: joinCodeText(code) };
}

async function isLetIn(
  context: CommandContext,
  enrolment: Enrolment,
  plane: ControlPlane,
  output: Output,
  seconds: number,
): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  if (seconds > 0)
    output.note(`Waiting for ${String(seconds)} s to be let in; Ctrl-C stops waiting only here.`);
  for (;;) {
    const came = await comeIn(context.environment.stateFolder, enrolment, plane);
    if (came === 'joined') return true;
    if (came !== 'waiting' || performance.now() >= until) return false;
    await pause(LOOK_EVERY_MS, undefined, { signal: context.signal });
  }
}
