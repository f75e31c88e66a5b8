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
  restore(files: PushedFiles, options: WholeRestoreOptions, signal?: AbortSignal): Promise<void>;
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
}
