import { SourceError } from '@holdfast/contracts/sources';

/**
 * What is asked of the phone as a kindness: `undefined` where it does not give it. A phone that is gone, and a run that is
 * stopped, are told all the same.
 */
export async function whereGiven<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (
      error instanceof SourceError &&
      (error.causeClass === 'unplugged' || error.causeClass === 'cancelled')
    )
      throw error;
    return undefined;
  }
}
