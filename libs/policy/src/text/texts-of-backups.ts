import { failingText } from './failing-text.js';
import { plugIn, type TellGap, type Told } from './gap-text.js';
import { partialText } from './partial-text.js';

/** What lacks for enough copies, in the words of the policy that asks for them. */
const SHORT: Record<string, (told: Told) => string> = {
  copies: (told) => `at only ${told.counted('have', 'place')} of the ${told.text('asked')} asked for`,
  'off-site': (told) =>
    `at only ${told.counted('have', 'place')} off site of the ${told.text('asked')} asked for`,
  jurisdiction: (told) =>
    `at only ${told.counted('have', 'place')} in the countries that the policy names, of the ${told.text('asked')} asked for`,
  immutable: () => 'nowhere that locks it as strongly as the policy asks',
};

/** Gaps of what was backed up, and of the runs that do it. */
export const TEXTS_OF_BACKUPS = {
  'never-backed-up': (told) => ({
    sentence: `${told.phone} has never been backed up, a gap since ${told.on}: if it were lost today, everything on it would be.`,
    nextStep: plugIn(told),
    whose: 'employee',
  }),
  overdue: (told) => ({
    sentence: `The newest backup of ${told.phone} is older than the policy allows, since ${told.on}: what is newer would be lost with it.`,
    nextStep: plugIn(told),
    whose: 'employee',
  }),
  partial: partialText,
  failing: failingText,
  'too-few-copies': (told) => ({
    sentence:
      `${told.phone} is backed up, but since ${told.on} proven ${(SHORT[told.text('of')] ?? SHORT['copies']!)(told)}: ` +
      'a fault there could take the backup with it.',
    nextStep: 'An admin checks under Storage that every location of the policy can be reached.',
    whose: 'admin',
  }),
  damaged: ({ phone, on }) => ({
    sentence: `A verification on ${on} found that stored parts of the backup of ${phone} are missing or altered: what they hold may not come back.`,
    nextStep:
      'An admin checks the location under Storage. The next backups store again what the phone still has; a verification that passes closes this.',
    whose: 'admin',
  }),
  'suspicious-change': ({ phone, on }) => ({
    sentence:
      `Far more on ${phone} changed by ${on} than its history explains, which encryption by an attacker or a fault would do: ` +
      'no older version is removed until somebody has looked.',
    nextStep:
      'An admin asks the person whether they changed that much, and says so on the page of the phone.',
    whose: 'admin',
  }),
  unverified: (told) => ({
    sentence:
      told.number('ever') === 0
        ? `The backup of ${told.phone} has never been read back, and was to be by ${told.on}: nobody knows yet that it can be restored.`
        : `The backup of ${told.phone} was read back longer ago than the ${told.counted('days', 'day')} of the policy, since ${told.on}.`,
    nextStep: `${told.employee} leaves their workstation on and online for a while; an admin can ask for a verification on the page of the phone.`,
    whose: 'employee',
  }),
  'near-quota': (told) => {
    const full = told.date('fullOn');
    return {
      sentence:
        `The backups of ${told.employee} fill ${told.text('percent')} % of their quota, a gap since ${told.on}` +
        `${full === undefined ? '' : `; at the present growth it is full on ${full}`}.`,
      nextStep:
        'An admin raises the quota in the policy, or the person removes what nobody needs from the phone.',
      whose: 'admin',
    };
  },
  'over-quota': (told) => ({
    sentence: `The backups of ${told.employee} have reached their quota, since ${told.on}: nothing new is stored.`,
    nextStep: 'An admin raises the quota in the policy.',
    whose: 'admin',
  }),
} satisfies Record<string, TellGap>;
