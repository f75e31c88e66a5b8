import type { IconName } from './icons';

/** The four meanings a colour may have, and none. Each has an icon too: colour never speaks alone. */
export type Meaning = 'good' | 'waiting' | 'risk' | 'lost' | 'neutral';

export const MEANING_ICON: Record<Meaning, IconName> = {
  good: 'check',
  waiting: 'clock',
  risk: 'gaps',
  lost: 'gaps',
  neutral: 'minus',
};
