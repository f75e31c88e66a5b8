import type { Dice } from './dice.js';

/** What happens to one program while it does one thing. Calls and PUTs of its location are counted from 1. */
export type Trouble =
  | { readonly kind: 'none' }
  /** It is dead from that call on; `done`: the call itself still did its work. */
  | { readonly kind: 'killed'; readonly atCall: number; readonly done: boolean }
  | { readonly kind: 'swallowed-put'; readonly atPut: number }
  /** Stored; the program is told that the place was not reached, or, as after a retry, that it was there already. */
  | { readonly kind: 'lost-reply'; readonly atPut: number; readonly retried: boolean }
  | { readonly kind: 'full'; readonly fromPut: number }
  | { readonly kind: 'flipped-answer'; readonly atGet: number }
  /** The line of the place itself is bad. */
  | { readonly kind: 'line'; readonly how: string };

export const NO_TROUBLE: Trouble = { kind: 'none' };

/** Nothing most of the time; else a kill as often as all the rest. Where there is a line to disturb, it mostly is. */
export function drawTrouble(dice: Dice, disturb?: (dice: Dice) => string): Trouble {
  if (disturb && dice.below(5) < 3) return { kind: 'line', how: disturb(dice) };
  if (dice.below(5) < 3) return NO_TROUBLE;
  // Half of the kills come while a run finds its feet: it renews keys and reads marks and names then.
  if (dice.oneIn(2))
    return { kind: 'killed', atCall: dice.between(1, dice.pick([10, 30])), done: dice.oneIn(2) };
  const at = dice.between(1, 8);
  switch (dice.below(4)) {
    case 0:
      return { kind: 'swallowed-put', atPut: at };
    case 1:
      return { kind: 'lost-reply', atPut: at, retried: dice.oneIn(2) };
    case 2:
      return { kind: 'full', fromPut: at };
    default:
      return { kind: 'flipped-answer', atGet: dice.between(1, 12) };
  }
}

export function troubleText(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'none':
      return '';
    case 'killed':
      return `, killed ${trouble.done ? 'after' : 'at'} call ${trouble.atCall}`;
    case 'swallowed-put':
      return `, PUT ${trouble.atPut} is swallowed`;
    case 'lost-reply':
      return `, the reply to PUT ${trouble.atPut} is lost${trouble.retried ? ' and it is tried again' : ''}`;
    case 'full':
      return `, the place is full from PUT ${trouble.fromPut} on`;
    case 'flipped-answer':
      return `, a byte of answer ${trouble.atGet} flips`;
    case 'line':
      return `, a bad line (${trouble.how})`;
  }
}
