import type { WaitingFor } from '@holdfast/contracts';
import type { PersonStep } from '@holdfast/phones';
import { durationText } from '../terminal/figures.js';

/** The same of a run that waits, with how long the phone still will. */
export function waitingText({ step, secondsLeft }: WaitingFor): string {
  if (step !== 'passcode') return stepText({ step }) ?? '';
  const left = secondsLeft === null ? '' : ` (${durationText(secondsLeft * 1000)} left)`;
  return `The iPhone asks for its passcode: enter it on the iPhone${left}. "holdfast later" puts it off.`;
}

/** What the phone's person does now, as a sentence; undefined when nothing is waited for. */
export function stepText(step: PersonStep): string | undefined {
  switch (step.step) {
    case 'allow':
      return 'The phone asks whether this computer may read it: tap Allow on its screen.';
    case 'unlock':
      return 'The phone is locked: unlock it.';
    case 'trust':
      return 'The iPhone asks whether to trust this computer: tap Trust on its screen and enter its passcode.';
    case 'passcode':
      return `The iPhone asks for its passcode before each backup: enter it on the iPhone within ${durationText(step.seconds * 1000)}.`;
    case 'none':
      return undefined;
  }
}
