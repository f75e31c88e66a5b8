import type { KeptTables } from './kept-table.js';

/** Reminders, alerts and webhooks: who is told what. */
export const NOTIFY_TABLES: KeptTables = {
  notify_reminders: {
    holds: 'On which days somebody was reminded, and on which way',
    about: 'employees',
    until: 'times of day 14 days, then the date, 13 months',
    by: ['terms', 'erasure'],
  },
  notify_due: {
    holds: 'When it is next decided whether somebody is reminded, and the date that their reminder announced',
    about: 'employees',
    until: 'until nothing of theirs has been open for the interval between two reminders',
    by: ['sweep', 'erasure'],
  },
  notify_preferences: {
    holds:
      'The time zone that somebody set, and until when they have muted reminders; no page shows it to anybody else',
    about: 'employees',
    until: 'while they are here, and until they are erased after they left',
    by: ['person', 'erasure'],
  },
  notify_outbox: {
    holds: 'That an e-mail waits or was sent, to whom and what it is about; not its words',
    about: 'employees',
    until: '14 days',
    by: ['terms', 'erasure'],
  },
  notify_changes: {
    holds: 'That a gap opened or closed, until who has to know is told',
    about: 'employees',
    until: 'seconds',
    by: ['sweep', 'erasure'],
  },
  notify_deliveries: {
    holds: 'What webhooks were told: ids, codes, dates and counts',
    about: 'employees',
    until: '30 days',
    by: ['terms', 'erasure'],
  },
  notify_alerts: {
    holds: 'What IT was told about machines, storage and counts',
    about: 'company',
    until: '90 days',
    by: ['terms'],
  },
  notify_digests: {
    holds: 'On which days a digest went out',
    about: 'company',
    until: '90 days',
    by: ['terms'],
  },
  notify_settings: {
    holds: 'The company’s time zone, who hears of alerts, and when the digest comes',
    about: 'staff',
    until: 'as long as the company is here',
    by: ['company', 'erasure'],
  },
  notify_endpoints: {
    holds: 'Addresses of webhooks, what they listen to; secrets are sealed',
    about: 'company',
    until: 'until the webhook is removed',
    by: ['person'],
  },
};
