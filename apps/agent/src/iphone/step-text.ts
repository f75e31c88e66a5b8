import type { PersonStep } from '@holdfast/phones';
import { durationText } from '../terminal/figures.js';

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
