import type { LeaverRow } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

export const LEAVER_STATE_TEXTS: Record<LeaverRow['state'], string> = {
  open: $localize`Can export`,
  ended: $localize`Access has ended`,
  held: $localize`Held`,
  erasing: $localize`Being erased`,
  erased: $localize`Erased`,
};

export const LEAVER_STATE_MEANING: Record<LeaverRow['state'], Meaning> = {
  open: 'good',
  ended: 'waiting',
  held: 'waiting',
  erasing: 'waiting',
  erased: 'neutral',
};

export const LEAVING_TEXTS: Record<NonNullable<LeaverRow['cause']>, string> = {
  'by-hand': $localize`deactivated here`,
  'directory-inactive': $localize`switched off by the directory`,
  'directory-deleted': $localize`deleted from the directory`,
};
