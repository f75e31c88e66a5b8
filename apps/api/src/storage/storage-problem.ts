import { StorageError } from '@holdfast/storage/maintenance';
import { DomainError } from '../problems/index.js';

/** What a location said, as a problem that this api answers; anything else passes through unchanged. */
export function asStorageProblem(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  switch (error.code) {
    case 'location-unreachable':
    case 'location-refused':
    case 'location-suspended':
      return new DomainError('storage-unreachable', error.message, { cause: error });
    case 'location-full':
    case 'disk-full':
      return new DomainError('storage-full', error.message, { cause: error });
    default:
      return error;
  }
}

/** Runs something that talks to a location, with its errors as problems. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageProblem(error);
  }
}
