import type { WaitingFor } from '@holdfast/contracts';
import { relativeMoment } from '../text/moments';

type Step = WaitingFor['step'];

/** What is waited for, after the name of the phone's person. */
const WAITING: Record<Step, (name: string) => string> = {
  allow: (name) => $localize`Waiting for ${name}:name: to allow this computer on the phone`,
  unlock: (name) => $localize`Waiting for ${name}:name: to unlock the phone`,
  trust: (name) => $localize`Waiting for ${name}:name: to tap Trust on the phone`,
  passcode: (name) => $localize`Waiting for ${name}:name: to type the passcode on the phone`,
};

const STEPS: Record<Step, (name: string) => string> = {
  allow: (name) => $localize`${name}:name: allows this computer on the phone, which asks now.`,
  unlock: (name) => $localize`${name}:name: unlocks the phone.`,
  trust: (name) => $localize`${name}:name: taps Trust on the phone, which asks now.`,
  passcode: (name) => $localize`${name}:name: types the passcode on the phone, which asks now.`,
};

/** "Waiting for Mira to type the passcode on the phone (asked 2 minutes ago)": said while a run waits, and never later. */
export function waitingText({ step, askedSecondsAgo }: WaitingFor, name: string, locale?: string): string {
  const asked = relativeMoment(new Date(0), new Date(askedSecondsAgo * 1000), locale);
  return $localize`${WAITING[step](name)}:waiting: (asked ${asked}:ago:)`;
}

/** The one next step, as whose it is. */
export const waitingStep = ({ step }: WaitingFor, name: string): string => STEPS[step](name);

/** How long the phone itself still waits, as a clock that runs down. */
export interface WaitingClock {
  /** Of the time that the phone gives, 0 to 100; undefined: it waits until somebody comes. */
  readonly percent: number | undefined;
  readonly text: string;
}

export function waitingClock({ askedSecondsAgo, secondsLeft }: WaitingFor): WaitingClock {
  if (secondsLeft === null) {
    return { percent: undefined, text: $localize`It goes on by itself once that is done.` };
  }
  if (secondsLeft === 0) {
    return { percent: 100, text: $localize`The phone waits no longer. The next backup asks again.` };
  }
  const left = `${String(Math.floor(secondsLeft / 60))}:${String(secondsLeft % 60).padStart(2, '0')}`;
  return {
    percent: (askedSecondsAgo / (askedSecondsAgo + secondsLeft)) * 100,
    text: $localize`The phone waits ${left}:clock: more; if nobody comes, the next backup asks again.`,
  };
}
