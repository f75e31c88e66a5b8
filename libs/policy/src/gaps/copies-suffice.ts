import type { CopyRules } from '../policy-rules.js';
import type { CopyFacts } from './phone-facts.js';

const LOCKS = ['off', 'governance', 'compliance'] as const;
const strength = (lock: CopyFacts['lock']): number => LOCKS.indexOf(lock);

/** What lacks for the copies that a policy asks for; a code for the sentence, with how many there are and are asked. */
export interface Shortage {
  readonly of: 'copies' | 'off-site' | 'jurisdiction' | 'immutable';
  readonly have: number;
  readonly asked: number;
}

/**
 * What lacks, undefined: nothing. A copy that lies where the policy does not want it counts for nothing, however many there
 * are; one that is locked less strongly than asked is not immutable.
 */
export function shortageOf(rules: CopyRules, copies: readonly CopyFacts[]): Shortage | undefined {
  const { jurisdictions, required, offSite, immutability } = rules;
  const counted =
    jurisdictions.length === 0
      ? copies
      : copies.filter(({ jurisdiction }) => jurisdiction !== null && jurisdictions.includes(jurisdiction));
  if (counted.length < required) {
    const elsewhere = copies.length >= required;
    return { of: elsewhere ? 'jurisdiction' : 'copies', have: counted.length, asked: required };
  }
  const away = counted.filter((copy) => copy.offSite).length;
  if (away < offSite) return { of: 'off-site', have: away, asked: offSite };
  if (immutability === 'off') return undefined;
  const locked = counted.some(({ lock }) => strength(lock) >= strength(immutability));
  return locked ? undefined : { of: 'immutable', have: 0, asked: 1 };
}

export const copiesSuffice = (rules: CopyRules, copies: readonly CopyFacts[]): boolean =>
  shortageOf(rules, copies) === undefined;
