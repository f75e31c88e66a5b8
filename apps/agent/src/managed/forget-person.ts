import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Phones, runs and what the agent remembers of them. What the phones keep of this computer (adb key, pairing) stays. */
const FILES = ['phones.json', 'open-runs.json', 'postponed.json', 'agent.json', 'phone-answers.json'];

/** Forgets what this workstation knew of the person who was enrolled on it. Their backups are elsewhere, and untouched. */
export async function forgetPerson(stateFolder: string): Promise<void> {
  for (const name of FILES) await rm(join(stateFolder, name), { force: true });
}
