import type { Answer } from '../api/call';
import type { getPhone } from '../client/fn/phones/get-phone';
import { waitingStep } from './waiting-text';

export type PhoneAnswer = Answer<typeof getPhone>;

/** What the page says first: the state in a sentence and the one next step. */
export interface StateSentence {
  readonly sentence: string;
  readonly next: string | undefined;
}

type Told = Pick<PhoneAnswer, 'state' | 'gaps' | 'employee' | 'waitingFor'>;

/**
 * A gap's own sentence comes first, since it names cause and step; without one the state speaks. While a run waits for
 * the phone's person, what they have to do now is the next step.
 */
export function stateSentence(phone: Told): StateSentence {
  const { sentence, next } = settledSentence(phone);
  return { sentence, next: phone.waitingFor ? waitingStep(phone.waitingFor, phone.employee.name) : next };
}

function settledSentence(phone: Told): StateSentence {
  const gap = phone.gaps[0];
  if (gap !== undefined) return { sentence: gap.sentence, next: gap.nextStep };
  const name = phone.employee.name;
  switch (phone.state) {
    case 'protected':
      return {
        sentence: $localize`as the policy asks.`,
        next: $localize`Nothing to do: the next backup starts by itself when the phone is plugged in and one is due.`,
      };
    case 'in-grace':
      return {
        sentence: $localize`newly enrolled, not backed up yet.`,
        next: $localize`${name}:name: plugs the phone into the enrolled laptop; the first backup starts by itself.`,
      };
    case 'declined':
      return { sentence: $localize`by ${name}:name:. No reminder is sent.`, next: undefined };
    case 'not-for-work':
      return { sentence: $localize`so nothing is asked of it.`, next: undefined };
    default:
      return {
        sentence: $localize`nothing of it can be restored as the policy asks.`,
        next: $localize`${name}:name: plugs the phone into the enrolled laptop; a backup starts by itself.`,
      };
  }
}
