import { Fault } from '../faults/fault.js';
import { bytesText } from '../terminal/figures.js';

/** Sees to it that what is to be put on a phone fits. @throws Fault `disk-full`, unless `force` */
export function expectRoom(free: bigint | undefined, needed: bigint, force: boolean): void {
  if (force || free === undefined || needed <= free) return;
  throw new Fault('disk-full', {
    what: `${bytesText(needed)} do not fit on the phone: ${bytesText(free)} are free.`,
    holds: 'Nothing was put there.',
    next: 'Name the folders that matter, or use --include; --force goes on, for what is there already is not counted.',
  });
}
