import { daysAfter } from '../moments.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * Whether the phone waits for its person now. What a workstation said holds for a day after it was seen: a laptop that was
 * shut while the phone was locked must not let a gap look as if somebody were about to come.
 */
export function waits(facts: PhoneFacts, now: Date): { readonly now: boolean; readonly changesAt?: Date } {
  if (!facts.waitsForPerson) return { now: false };
  if (!facts.seenAt) return { now: true };
  const until = daysAfter(facts.seenAt, 1);
  return now < until ? { now: true, changesAt: until } : { now: false };
}
