import type { Pace } from '@holdfast/storage';
import { usage } from '../faults/fault.js';

/** Parses `--pace`; without it a backup takes what it can use. @throws Fault `usage` */
export function parsePace(text: string | undefined): Pace {
  if (text === undefined || text === 'full') return 'full';
  if (text === 'quiet') return 'quiet';
  throw usage(`"${text}" is not a pace.`, 'Write --pace full or --pace quiet.');
}
