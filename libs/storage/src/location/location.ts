/** Bytes and names: a place that holds one repository. It never imports the repository above it. */
export interface Location {
  /** For people: a folder, a bucket and prefix, an origin. Never a credential. */
  readonly place: string;
  /**
   * Adds one object. Never overwrites: an object of that name that is there already stays as it is
   * and the answer is `present`. Resolves only once the bytes are durable there.
   *
   * @param name `ObjectName` of contracts.
   * @param object its bytes, their exact length and SHA-256 (hex); `open` is called again on a retry.
   * @throws StorageError `location-unreachable` (retry helps), `location-refused`, `location-full`, `object-mismatch`
   */
  put(name: string, object: PutObject): Promise<'stored' | 'present'>;
  /**
   * Whole bytes of one object, in memory that is the caller's own to give away.
   * @throws StorageError `object-missing`, `location-unreachable`
   */
  get(name: string): Promise<Uint8Array>;
  /** Size in bytes, or undefined where there is no such object. */
  stat(name: string): Promise<number | undefined>;
  /** Names that begin with `prefix`, in no particular order, paged behind the scenes. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /**
   * Takes one object away; what is not there is `removed` already. `hidden`: the place keeps versions, so the object is
   * listed no more but its bytes stay until the place's own rules end. Never `config`, by which a repository is known.
   * @throws StorageError `location-refused` (a lock, a right that is missing, or a control plane that alone removes),
   * `location-unreachable`
   */
  remove(name: string): Promise<'removed' | 'hidden'>;
  close(): Promise<void>;
}

export interface PutObject {
  readonly size: number;
  readonly sha256: string;
  /**
   * A file of this workstation that holds exactly these bytes, hashed while they were written and forced to its disk.
   * A location on the same file system may give it a second name instead of copying it.
   */
  readonly file?: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface ListedObject {
  readonly name: string;
  readonly size: number;
  /** When the place got it, by the place's own clock, in ms since 1970; not told by every location. */
  readonly storedAtMs?: number;
}
