import type { SignedRequest } from '@holdfast/contracts';
import type { ListedObject } from './location.js';

export interface ObjectToSign {
  readonly name: string;
  /** Hex SHA-256 of the sealed bytes. */
  readonly sha256: string;
  /** Bytes, exact. */
  readonly size: number;
}

/**
 * Whoever may sign for a location: the control plane (over HTTP), or the holder of a bucket's credential.
 * Answers are in the order of what was asked, one for each; at most 64 a call.
 */
export interface UrlSigner {
  /** `present` on a request says that the name is taken already: nothing is sent. */
  signUploads(objects: readonly ObjectToSign[]): Promise<readonly SignedRequest[]>;
  signDownloads(names: readonly string[]): Promise<readonly SignedRequest[]>;
  list(prefix: string): AsyncIterable<ListedObject>;
}
