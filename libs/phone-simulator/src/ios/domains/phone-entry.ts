/** Something on the phone, as its file system tells. */
export interface PhoneEntry {
  readonly kind: 'file' | 'directory' | 'symlink' | 'socket';
  /** Announced bytes; of a symbolic link those of its target. */
  readonly size: bigint;
  /** Nanoseconds since 1970 UTC. */
  readonly mtimeNs: bigint;
  readonly birthtimeNs: bigint;
  /** Type and permission bits (`st_mode`). */
  readonly mode: number;
  readonly inode: number;
  readonly linkTarget?: string;
}

/** An open file on the phone. */
export interface PhoneFile {
  /** Fills `into` from `position` on; gives how many bytes there were, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** One source of what is in a tree; trees are laid over each other. Paths are names below its root. */
export interface Layer {
  /** `undefined`: there is nothing of that name here. */
  stat(below: readonly string[]): Promise<PhoneEntry | undefined>;
  /** The names in a folder, `undefined` where there is none. */
  names(below: readonly string[]): Promise<Iterable<string> | undefined>;
  open(below: readonly string[]): Promise<PhoneFile | undefined>;
}

const BITS = { file: 0o100644, directory: 0o040755, symlink: 0o120755, socket: 0o140644 };

/** What the file system would tell of an entry that is on no disk. */
export function inventedEntry(
  kind: PhoneEntry['kind'],
  inode: number,
  size: bigint,
  mtimeNs: bigint,
  linkTarget?: string,
): PhoneEntry {
  const entry = { kind, inode, size, mtimeNs, birthtimeNs: mtimeNs, mode: BITS[kind] };
  return linkTarget === undefined ? entry : { ...entry, linkTarget };
}

/** Bytes in memory as a file of the phone. */
export function memoryFile(content: Uint8Array): PhoneFile {
  return {
    read: (into, position) => {
      const piece = content.subarray(position, position + into.length);
      into.set(piece);
      return Promise.resolve(piece.length);
    },
    close: () => Promise.resolve(),
  };
}
