/** Stable codes of everything that can go wrong in a repository or location; texts may change, codes do not. */
export type StorageErrorCode =
  | 'not-a-repository'
  | 'repository-exists'
  | 'wrong-key'
  | 'epoch-closed'
  | 'recipient-needed'
  | 'recipient-unknown'
  | 'recipient-removed'
  | 'format-unsupported'
  | 'snapshot-unknown'
  | 'snapshot-ambiguous'
  | 'snapshot-needed'
  | 'path-unknown'
  | 'object-missing'
  | 'object-altered'
  | 'object-mismatch'
  | 'location-unreachable'
  | 'location-refused'
  | 'location-full'
  | 'location-suspended'
  | 'disk-full'
  | 'target-exists'
  | 'repository-busy'
  | 'index-damaged'
  | 'source-refused'
  | 'source-unfinished'
  | 'phone-sealed'
  | 'cancelled';

/** What happened, and what the person can do next; `retryHelps` says whether the same call may pass later. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options: ErrorOptions & { readonly retryHelps?: boolean } = {},
  ) {
    super(message, options);
    this.retryHelps = options.retryHelps ?? false;
  }
  readonly retryHelps: boolean;
}
