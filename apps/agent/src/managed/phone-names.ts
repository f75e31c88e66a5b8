import type { SnapshotSummary } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { printableText } from '../terminal/printable.js';
import type { EnrolledPhone } from './enrolled-phones.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Backup = Pick<SnapshotSummary, 'phone' | 'sourceName'>;

/** What a phone was called when it was backed up: its snapshots say "platform:label". */
const calledThen = (sourceName: string): string => sourceName.replace(/^(?:android|ios|folder):/, '');

/** A phone's label as it is enrolled here; else as it was called then: it may be enrolled elsewhere, or was released. */
export const phoneName = (enrolled: readonly EnrolledPhone[], { phone, sourceName }: Backup): string =>
  enrolled.find(({ phoneId }) => phoneId === phone)?.label ?? calledThen(sourceName);

/**
 * The id of the phone that a person means, by label, address or id: one that is enrolled here, else one that the repository
 * has backups of. @throws Fault `not-found`, `usage` where two were called the same
 */
export function phoneNamed(text: string, enrolled: readonly EnrolledPhone[], all: readonly Backup[]): string {
  if (UUID.test(text)) return text;
  const here = enrolled.filter(({ label, addresses }) => label === text || addresses.includes(text));
  const there = all.filter((one) => phoneName(enrolled, one) === text || one.sourceName === text);
  // The next phone often bears the name of the one before it.
  const meant = here.length > 0 ? here.map(({ phoneId }) => phoneId) : there.map(({ phone }) => phone);
  const ids = [...new Set(meant)];
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  const name = printableText(text);
  if (ids.length > 1)
    throw new Fault('usage', {
      what: `Several of your phones are called "${name}".`,
      next: `Say its id: ${ids.join(' or ')}. "holdfast snapshots --json" shows which is which.`,
    });
  const names = [
    ...new Set([...enrolled.map(({ label }) => label), ...all.map((one) => phoneName(enrolled, one))]),
  ];
  throw new Fault('not-found', {
    what: `No phone called "${name}" is in your repository.`,
    next:
      names.length === 0 ? 'Nothing is backed up yet.' : `There are: ${names.map(printableText).join(', ')}.`,
  });
}
