import { type GapText, plugIn, type Told } from './gap-text.js';

/** Why a snapshot lacks what the policy asks for. */
const CAUSES: Record<string, (told: Told) => GapText> = {
  'iphone-not-encrypted': ({ phone, on, employee }) => ({
    sentence:
      `${phone} does not encrypt its backups, a gap since ${on}: calls, health, saved passwords and more come only in an ` +
      'encrypted one, and would be lost with it.',
    nextStep: `${employee} lets the agent on their workstation turn encryption on at the next backup, and types the passcode on the phone.`,
    whose: 'employee',
  }),
  'iphone-password-unknown': ({ phone, on, employee }) => ({
    sentence:
      `${phone} encrypts its backups with a password that is not known here, a gap since ${on}: without it nobody can open ` +
      'what was backed up.',
    nextStep:
      `${employee} gives that password to the agent on their workstation. Where nobody remembers it, "Reset All Settings" on the ` +
      'iPhone removes it and keeps their data; then the agent sets a new one.',
    whose: 'employee',
  }),
  'permission-denied': (told) => ({
    sentence: `${told.phone} did not let everything be read${files(told)}, a gap since ${told.on}: what it kept back is in no backup.`,
    nextStep: `${told.employee} allows access on the phone when it is asked for, and connects it again.`,
    whose: 'employee',
  }),
  'over-size-limit': (told) => ({
    sentence: `${told.phone} holds more than the policy takes${files(told)}, a gap since ${told.on}: files above its size limit are in no backup.`,
    nextStep: 'An admin raises the limit for single files in the policy, or takes it away.',
    whose: 'admin',
  }),
};

/**
 * The newest backup lacks something that was asked for. A cause that this release has no words for is told by what it means.
 */
export function partialText(told: Told): GapText {
  const known = CAUSES[told.cause];
  if (known) return known(told);
  return {
    sentence: `The newest backup of ${told.phone} lacks something that the policy asks for${files(told)}, a gap since ${told.on}: it would be lost with the phone.`,
    nextStep: `${plugIn(told)} What still lacks then is named on the workstation by "holdfast snapshots".`,
    whose: 'employee',
  };
}

const files = (told: Told): string => (told.number('files') > 0 ? ` (${told.counted('files', 'file')})` : '');
