import { SourceError } from '@holdfast/contracts/sources';

/** What a phone says of itself, as one short line of printable text: at the most 128 characters. */
export const printable = (text: string): string =>
  text
    .slice(0, 256)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 128);

/** A last look at who a phone is: one that is unplugged by then is still the one that was read. */
export async function unlessUnplugged(look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (error instanceof SourceError && error.causeClass === 'unplugged') return;
    throw error;
  }
}
