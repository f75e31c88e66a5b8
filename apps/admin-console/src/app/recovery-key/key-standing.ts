import type { CompanyKeyState } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

/** What key and policy mean together, in a word and in sentences. */
export interface KeyStanding {
  readonly meaning: Meaning;
  readonly word: string;
  readonly sentence: string;
}

const MISSING: KeyStanding = {
  meaning: 'risk',
  word: $localize`Wanted and not there`,
  sentence: $localize`The policy for everybody wants a recovery key of the company, and none is registered: nobody but employees can open anything, each of them what is theirs. Until an owner registers one, what somebody loses with laptop and recovery code is lost.`,
};
const NOT_WANTED: KeyStanding = {
  meaning: 'neutral',
  word: $localize`Not wanted`,
  sentence: $localize`The policy for everybody wants no recovery key of the company, and none is registered: nobody but employees can open anything, each of them what is theirs.`,
};
const IDLE: KeyStanding = {
  meaning: 'waiting',
  word: $localize`Registered and not wanted`,
  sentence: $localize`The policy for everybody wants no recovery key of the company: nothing that is backed up under it is sealed to this one from then on. What was sealed to it before, its holders can open as long as that is kept.`,
};
const SPLIT: KeyStanding = {
  meaning: 'good',
  word: $localize`Split among three holders`,
  sentence: $localize`Everything of everybody who has read of this key is sealed to it too. The policy declares that two of its three holders open it together, one of whom is not of IT. Holdfast cannot see who holds it: that it is so is up to you.`,
};
const SINGLE: KeyStanding = {
  meaning: 'waiting',
  word: $localize`In one hand`,
  sentence: $localize`Everything of everybody who has read of this key is sealed to it too. The policy declares that whoever holds it opens it alone, and employees read exactly that. A key split among three holders asks less trust of them.`,
};

export function keyStanding({
  current,
  companyKey,
}: Pick<CompanyKeyState, 'current' | 'companyKey'>): KeyStanding {
  if (companyKey === 'none') return current === null ? NOT_WANTED : IDLE;
  if (current === null) return MISSING;
  return companyKey === 'split' ? SPLIT : SINGLE;
}
