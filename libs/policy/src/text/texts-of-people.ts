import type { TellGap } from './gap-text.js';

/** Gaps of a person, of their workstation and of the company. */
export const TEXTS_OF_PEOPLE = {
  'no-workstation': ({ employee, on }) => ({
    sentence: `${employee} has no workstation enrolled, since ${on}: nothing of theirs could be restored.`,
    nextStep: `${employee} installs the agent and signs in with "holdfast enrol", or says that they use no phone for work.`,
    whose: 'employee',
  }),
  'no-phone': ({ employee, on }) => ({
    sentence: `${employee} has no phone enrolled, since ${on}: nothing of theirs could be restored.`,
    nextStep: `${employee} enrols a phone on their workstation with "holdfast enrol", or says that they use none for work.`,
    whose: 'employee',
  }),
  'phone-not-enrolled': (told) => ({
    sentence:
      `The inventory knows ${told.counted('count', 'phone')} of ${told.employee} that ${told.number('count') === 1 ? 'is' : 'are'} not enrolled, ` +
      `since ${told.on}: nothing on ${told.number('count') === 1 ? 'it' : 'them'} could be restored.`,
    nextStep: `${told.employee} enrols it on their workstation with "holdfast enrol"; an admin sets it aside under Phones where it is not to be protected.`,
    whose: 'employee',
  }),
  'agent-silent': (told) => ({
    sentence: `The workstation to which ${told.phone} belongs has not been heard of for ${told.counted('days', 'day')}, a gap since ${told.on}: nobody knows whether backups are made.`,
    nextStep: `${told.employee} starts their workstation and goes online; if it is a new one, they enrol it with "holdfast enrol".`,
    whose: 'employee',
  }),
  'outdated-agent': (told) => ({
    sentence: `The agent of ${told.phone} is version ${told.text('version')}, and the policy asks for ${told.text('minimum')} at least, since ${told.on}.`,
    nextStep: 'An admin rolls the newer agent out to this workstation.',
    whose: 'admin',
  }),
  'recovery-untested': (told) => ({
    sentence:
      told.number('registered') === 0
        ? `The policy asks for a recovery key of the company, and since ${told.on} there is none: without a workstation and a recovery code nothing could be opened.`
        : `The company's recovery key of ${told.on} has never been shown to open a backup.`,
    nextStep:
      told.number('registered') === 0
        ? 'An owner makes and registers the recovery key under Settings.'
        : 'An owner proves the recovery key under Settings.',
    whose: 'admin',
  }),
  'code-unproven': ({ employee, on }) => ({
    sentence: `${employee} was to show by ${on} that their recovery code is at hand: without it, and without the workstation, they could not restore by themselves.`,
    nextStep: `${employee} runs "holdfast recovery-code prove" on their workstation.`,
    whose: 'employee',
  }),
  'notice-open': ({ employee, on }) => ({
    sentence: `${employee} has not acknowledged the privacy notice that is in force, since ${on}: until then no backup runs.`,
    nextStep: `${employee} reads and acknowledges it with "holdfast notice" on their workstation.`,
    whose: 'employee',
  }),
} satisfies Record<string, TellGap>;
