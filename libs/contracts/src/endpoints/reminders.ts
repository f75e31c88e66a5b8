import { z } from 'zod';
import { TimeZone } from '../notify/time-zone.js';
import { endpoint } from './endpoint.js';
import { GapFilter } from './gaps.js';

const MOST_PEOPLE = 10_000;

/** Whom to remind: people by id, or all who have an open gap of their own that a filter of the gaps page finds. */
export const RemindPeople = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(MOST_PEOPLE).optional(),
    filter: GapFilter.optional(),
  })
  .refine(
    ({ ids, filter }) => (ids === undefined) !== (filter === undefined),
    'either ids or filter is needed',
  );

/** How many of whom. Each person is counted once. */
export const RemindedPeople = z.object({
  /** Will be reminded, outside of their quiet hours. */
  queued: z.int().nonnegative(),
  /** Asked for no reminders today. */
  muted: z.int().nonnegative(),
  /** Were reminded within a day. */
  alreadyToday: z.int().nonnegative(),
  /** Have no open gap that is theirs to close, or are not employees here. */
  nothingOpen: z.int().nonnegative(),
});
export type RemindedPeople = z.infer<typeof RemindedPeople>;

export const MyReminders = z.object({
  /** One's own; null: the company's. */
  timeZone: z.string().nullable(),
  companyTimeZone: z.string(),
  /** No reminders for a day. */
  muted: z.boolean(),
});
export type MyReminders = z.infer<typeof MyReminders>;

const MuteParams = z.object({ token: z.string().min(1).max(200) });
const mine = { auth: 'session', permission: 'own', tag: 'account', path: '/api/v1/my/reminders' } as const;
const mute = {
  auth: 'signed-url',
  path: '/mute/v1/:token',
  tag: 'reminders',
  params: MuteParams,
  status: 200,
  contentType: 'text/html',
  errors: ['signature-refused'],
} as const;

export const reminderEndpoints = {
  remindPeople: endpoint({
    id: 'remindPeople',
    method: 'POST',
    path: '/api/v1/reminders',
    tag: 'people',
    summary: 'Have many people reminded of their open gaps, each once a day at most',
    auth: 'session',
    permission: 'people.remind',
    body: RemindPeople,
    status: 202,
    response: RemindedPeople,
    errors: [],
  }),
  myReminders: endpoint({
    ...mine,
    id: 'myReminders',
    method: 'GET',
    summary: 'When one is reminded: time zone, and whether reminders are muted for a day',
    status: 200,
    response: MyReminders,
    errors: [],
  }),
  changeMyReminders: endpoint({
    ...mine,
    id: 'changeMyReminders',
    method: 'PATCH',
    summary: 'Set one’s time zone, mute reminders for a day, or end that',
    body: z.strictObject({ timeZone: TimeZone.nullable().optional(), muted: z.boolean().optional() }),
    status: 200,
    response: MyReminders,
    errors: [],
  }),
  showMute: endpoint({
    ...mute,
    id: 'showMute',
    method: 'GET',
    summary: 'Page of the link in a reminder: changes nothing, so that scanners of mail may open it',
  }),
  muteReminders: endpoint({
    ...mute,
    id: 'muteReminders',
    method: 'POST',
    summary: 'Mute the reminders of whom the link is for, for a day; also as RFC 8058 asks',
    bodyType: 'application/x-www-form-urlencoded',
  }),
};
