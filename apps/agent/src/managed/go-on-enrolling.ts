import type { CommandContext } from '../commands/command-context.js';
import { halfDoneSecrets, keptSecrets, secretsForEnrolling } from '../credentials/index.js';
import type { Output } from '../terminal/output.js';
import { enrolmentFile } from './enrolment-file.js';
import type { Enrolment } from './enrolment.js';
import { finishEnrolling } from './finish-enrolling.js';

/** Goes on with an enrolment that stopped half-way; undefined where there is none. */
export async function goOnEnrolling(context: CommandContext, output: Output): Promise<Enrolment | undefined> {
  const { stateFolder, keyStore } = context.environment;
  const fileOnly = keyStore === 'file';
  const record = await enrolmentFile(stateFolder).read();
  const recorded = record?.format === 2 ? record.keyStore : undefined;
  const there = recorded
    ? await keptSecrets(stateFolder, recorded)
    : await halfDoneSecrets(stateFolder, fileOnly);
  const begun = (await there.read())?.begun ?? null;
  if (begun === null) return undefined;
  // A keychain may work now that did not when it was begun, and be the reason why it stopped.
  return finishEnrolling(context, await secretsForEnrolling(stateFolder, there.store.kind, fileOnly), output);
}
