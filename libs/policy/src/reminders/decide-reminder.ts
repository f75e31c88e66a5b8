import { earliest, hoursAfter, latest } from '../moments.js';
import { DAY_HOURS, dueAt } from './due-at.js';
import { isQuiet, notQuietFrom } from './quiet-hours.js';
import type { ReminderDecision, ReminderFacts, ReminderRules } from './reminder-rules.js';

/** At least so long before it is told further does the person know, where the policy's own term is not shorter. */
const NOTICE_DAYS = 3;

/**
 * What happens now about the gaps of one person: a reminder, that it is told further, nothing; and when to decide again
 * if no fact changes. One reminder holds all gaps; what is told further was announced in a reminder before, with its date,
 * and once an episode. Muting silences what the person gets; it does not move the announced date.
 */
export function decideReminder(
  { reminders: rules }: ReminderRules,
  facts: ReminderFacts,
  now: Date,
): ReminderDecision {
  if (facts.declined || facts.gaps.length === 0) return { send: [] };
  const { timeZone } = facts;
  const awakeFrom = (moment: Date) => notQuietFrom(rules, latest([now, moment]) ?? now, timeZone);
  const isNow = (moment: Date) => moment <= now && !isQuiet(rules, now, timeZone);

  const escalatesAt = escalationOf(rules, facts);
  const escalate = escalatesAt && isNow(escalatesAt) ? told(rules) : undefined;
  const escalatesNext = escalatesAt && !escalate ? awakeFrom(escalatesAt) : undefined;

  const channels = rules.channels.filter((channel) => facts.reach.includes(channel));
  if (channels.length === 0) {
    // Another day they may be in reach: a laptop is enrolled, a mail server set up.
    return { send: [], escalate, nextAt: earliest([escalatesNext, awakeFrom(hoursAfter(now, DAY_HOURS))]) };
  }
  const due = dueAt(facts, rules.resendAfterDays);
  if (!due || !isNow(due)) {
    return { send: [], escalate, nextAt: earliest([escalatesNext, due && awakeFrom(due)]) };
  }
  const announce = escalate ? undefined : announced(rules, facts, now);
  const again = awakeFrom(hoursAfter(now, rules.resendAfterDays * DAY_HOURS));
  return { send: channels, escalate, announce, nextAt: earliest([announce && awakeFrom(announce), again]) };
}

type Rules = ReminderRules['reminders'];

const told = ({ escalateTo }: Rules) => (escalateTo === 'nobody' ? undefined : escalateTo);

const termEnds = (rules: Rules, { gaps }: ReminderFacts): Date | undefined => {
  const oldest = earliest(gaps.map(({ openedAt }) => openedAt));
  return oldest && hoursAfter(oldest, rules.escalateAfterDays * DAY_HOURS);
};

const isTold = (rules: Rules, facts: ReminderFacts): boolean =>
  told(rules) !== undefined && facts.canEscalate && facts.escalatedAt === undefined;

/** Not before the date that the person was told, nor before what is open now has been so for the policy's term. */
function escalationOf(rules: Rules, facts: ReminderFacts): Date | undefined {
  if (!isTold(rules, facts) || !facts.announcedFor) return undefined;
  return latest([facts.announcedFor, termEnds(rules, facts)]);
}

function announced(rules: Rules, facts: ReminderFacts, now: Date): Date | undefined {
  if (!isTold(rules, facts)) return undefined;
  const notice = hoursAfter(now, Math.min(NOTICE_DAYS, rules.escalateAfterDays) * DAY_HOURS);
  return latest([facts.announcedFor ?? notice, termEnds(rules, facts)]);
}
