import type { PhoneRow } from '@holdfast/contracts';
import type { FleetPhone } from '../../fleet/index.js';
import { dateOf } from '../../http/index.js';
import type { GapRow } from '../gaps/gap-rows.js';
import { describeRow } from '../gaps/show-gap.js';
import type { PhoneFigures } from './phone-figures.js';

const UNKNOWN: PhoneFigures = {
  state: 'in-grace',
  newestSnapshotAt: null,
  snapshots: 0,
  copies: 0,
  running: false,
  waitingFor: null,
};

/** A phone as lists show it. */
export function showPhone(
  phone: FleetPhone,
  figures: PhoneFigures = UNKNOWN,
  gaps: readonly GapRow[] = [],
): PhoneRow {
  return {
    id: phone.id,
    label: phone.label,
    platform: phone.platform,
    model: phone.model,
    osVersion: phone.osVersion,
    employee: { ...phone.employee },
    attached: phone.attached,
    state: figures.state,
    gaps: gaps.map(describeRow),
    newestSnapshotOn: figures.newestSnapshotAt && dateOf(figures.newestSnapshotAt),
    copies: figures.copies,
    snapshots: figures.snapshots,
    running: figures.running,
    waitingFor: figures.waitingFor,
  };
}
