import type { OverviewAnswer } from './headline-parts';

type OpenStep = OverviewAnswer['firstSteps'][number];

const STEPS: Record<OpenStep['code'], { text: string; link: readonly string[] }> = {
  owner: { text: $localize`The owner's account exists`, link: ['/people'] },
  storage: { text: $localize`A location for backups is connected`, link: ['/storage'] },
  policy: { text: $localize`A policy is in force`, link: ['/policies'] },
  person: { text: $localize`The first employee is added`, link: ['/people'] },
  workstation: { text: $localize`The first workstation is enrolled`, link: ['/people'] },
  phone: { text: $localize`The first phone is enrolled`, link: ['/phones'] },
  backup: { text: $localize`The first phone is backed up`, link: ['/phones'] },
};

export interface FirstStep {
  readonly code: string;
  readonly text: string;
  readonly link: readonly string[];
  readonly done: boolean;
}

/** The checklist of an empty company in words, each open step with the page that does it. */
export const firstSteps = (steps: readonly OpenStep[]): FirstStep[] =>
  steps.map(({ code, done }) => ({ code, done, ...STEPS[code] }));
