import type { Category } from '@holdfast/contracts';
import { usage } from '../faults/fault.js';

/** What an iPhone gives: its photos and videos when it is asked for them, or all of itself in a backup that it drives. */
export type IphoneReading = 'photos' | 'whole';

const BY_THEMSELVES: readonly Category[] = ['photos', 'videos'];

/** Whether these categories can be read without the rest of the phone. */
export const comeByThemselves = (categories: readonly Category[]): boolean =>
  categories.every((category) => BY_THEMSELVES.includes(category));

/** How a person's `--categories` are read; everything unless they narrow it. @throws Fault `usage` */
export function readingFor(categories: readonly Category[] | undefined): IphoneReading {
  if (categories === undefined) return 'whole';
  if (comeByThemselves(categories)) return 'photos';
  const beyond = categories.filter((category) => !BY_THEMSELVES.includes(category)).join(', ');
  throw usage(
    `An iPhone is read whole, or only its photos and videos: ${beyond} cannot be read alone.`,
    'Leave --categories out for the whole iPhone, or say --categories photos,videos.',
  );
}
