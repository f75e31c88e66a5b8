import type { PushedFiles, PushSource } from '@holdfast/contracts';

/** A phone that hands out all of itself, in a backup that it drives (an iPhone). */
export interface WholePhone {
  /** Whether it seals its backups with a password of its own. Throws `SourceError`. */
  isEncrypted(): Promise<boolean>;
  /** One backup. Close the source when it has run. */
  source(options: WholeBackupOptions): PushSource;
  /**
   * Sets (`to` alone), changes or removes (`from` alone) the password with which the phone seals its backups; the phone
   * asks its person. Throws `SourceError`: `iphone-password-unknown` when `from` is not it, `phone-locked`, `cancelled`.
   */
  changePassword(
    change: { readonly from?: string; readonly to?: string },
    signal?: AbortSignal,
  ): Promise<void>;
  /** Puts a snapshot back onto the phone, which starts anew afterwards. Throws `SourceError`. */
  restore(
    files: PushedFiles,
    options: WholeRestoreOptions,
    signal?: AbortSignal,
  ): Promise<WholeRestoreResult>;
  /** Bytes that are free on it; `undefined` where it does not say. Throws `SourceError`. */
  freeBytes(): Promise<bigint | undefined>;
  /**
   * Puts files on the phone that were never its own: pictures into the camera's folder, all else into the Files app. Nothing
   * that is on it is changed or removed; pictures that it has already, by size and time, are skipped. It starts anew
   * afterwards, unless there was nothing to put. Throws `SourceError`: `unsupported` where the phone seals its backups, else as
   * `restore`; and what `read` throws that does not concern one file.
   */
  putFiles(wanted: FilesToPut, options: PutFilesOptions, signal?: AbortSignal): Promise<PutFilesResult>;
}

/** A file that is to be put on a phone. */
export interface FileToPut {
  /** Its name in the snapshot, hostile, one byte string a segment: what `read` is asked for. */
  readonly path: readonly Uint8Array[];
  /** Where it lies below the folder of the Files app; `path` unless it is said. */
  readonly at?: readonly Uint8Array[];
  readonly size: bigint;
  /** Nanoseconds since 1970 UTC; a phone keeps whole seconds. */
  readonly mtimeNs: bigint;
  /** `camera`: for the Photos app, where that takes files of this kind; else it goes to the Files app all the same. */
  readonly to: 'camera' | 'files';
}

export interface FilesToPut {
  readonly files: AsyncIterable<FileToPut>;
  /** The folder in "On My iPhone", "Holdfast", where they go; one that is not there yet. */
  readonly folder: string;
  /** Asked in the phone's own order, perhaps twice. Throws `SourceError` `unreadable` for what cannot be read of one file. */
  read(path: readonly Uint8Array[]): AsyncIterable<Uint8Array>;
}

export interface PutFilesOptions {
  /** An existing private folder, as for a backup. */
  readonly scratch: string;
  /** The phone starts anew when it is done; true by default. */
  readonly reboot?: boolean;
  /** Share of it that the phone says is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface PutFilesResult {
  /** What was put there, the pictures and all else. */
  readonly files: number;
  readonly bytes: bigint;
  /** Those of it that are in the Files app. */
  readonly inFiles: number;
  readonly skipped: number;
  /** The folders that were made for pictures: `900HFAST`. */
  readonly cameraFolders: readonly string[];
  readonly failed: readonly { readonly path: readonly Uint8Array[]; readonly reason: string }[];
}

export interface WholeBackupOptions {
  /** An existing private folder for the manifests; what is written there is removed at `close`. */
  readonly scratch: string;
  /** The phone's backup password as its person gave it; else the one that the last snapshot holds is tried. */
  readonly password?: string;
  /** False: the person declined that the password itself is kept, so that only what it unlocks is. */
  readonly keepPassword?: boolean;
  /** The policy wants what only sealed backups hold: left out with its cause where this one is not sealed. */
  readonly wantsEncrypted?: boolean;
  /** Bytes that still fit, of quota and spool together; what the phone is told. */
  freeBytes(): Promise<bigint>;
  /** Everything is sent again. */
  readonly full?: boolean;
  /** Share of the backup that the phone says is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface WholeRestoreOptions {
  /** An existing private folder, as for a backup. */
  readonly scratch: string;
  /** Of the backup, where it is sealed. */
  readonly password?: string;
  /** System files and settings as well; by default the person's own data only. */
  readonly system?: boolean;
  /** The phone starts anew when it is done; true by default. */
  readonly reboot?: boolean;
  readonly onProgress?: (share: number) => void;
  /** The apps of the backup are queued, so that the phone loads them from the App Store; true by default. */
  readonly queuesApps?: boolean;
}

export interface WholeRestoreResult {
  /** Apps that are queued; `undefined`: the phone does not take the list of them. */
  readonly apps: number | undefined;
}
