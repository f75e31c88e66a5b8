import type { PhoneState } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

export const PHONE_STATE_TEXTS: Record<PhoneState, string> = {
  protected: $localize`Protected`,
  'in-grace': $localize`In grace`,
  waiting: $localize`Waiting`,
  exempt: $localize`Exempt`,
  'at-risk': $localize`At risk`,
  'never-backed-up': $localize`Never backed up`,
  declined: $localize`Declined`,
  'not-for-work': $localize`Not used for work`,
};

export const PHONE_STATE_MEANING: Record<PhoneState, Meaning> = {
  protected: 'good',
  'in-grace': 'neutral',
  waiting: 'waiting',
  exempt: 'neutral',
  'at-risk': 'risk',
  'never-backed-up': 'lost',
  declined: 'neutral',
  'not-for-work': 'neutral',
};

export const PHONE_STATES = Object.keys(PHONE_STATE_TEXTS) as PhoneState[];

export const isPhoneState = (text: string | undefined): text is PhoneState =>
  text !== undefined && Object.hasOwn(PHONE_STATE_TEXTS, text);
