import type { SyntheticEntry } from '../faults.js';
import type { BackupFaults } from './backup-service/backup-faults.js';

/** What a simulated phone may answer instead of what was asked for. */
export type PairingAnswer = 'forbidden' | 'forbidden-here' | 'stale';

/**
 * What goes wrong on a simulated iPhone, apart from its backups. Paths are as AFC shows them, without the first slash
 * (`DCIM/100APPLE/IMG_0001.JPG`).
 */
export interface IosPhoneFaults {
  /** The cable is pulled once this many bytes were sent by services, over all connections. */
  readonly unplugAfterBytes?: number;
  /** A slow cable: bytes a second over all connections. */
  readonly bytesPerSecond?: number;
  /**
   * `forbidden`: a profile forbids pairing. `forbidden-here`: not over this connection. `stale`: it has
   * forgotten the computers that it trusted when it was started, whatever records they hold.
   */
  readonly pairing?: PairingAnswer;
  /** After so many times that it said who it is, it says that it is another phone. */
  readonly swapUdidAfter?: number;
  /** Services (`com.apple.afc`) and lockdown requests (`GetValue`) that are never answered. */
  readonly silent?: readonly string[];
  /** The same, answered with bytes that are no message. */
  readonly garbage?: readonly string[];
  /** Services that lockdown will not start. */
  readonly deniedServices?: readonly string[];
  /** Paths of which AFC refuses that they are read, made or written. */
  readonly denied?: readonly string[];
  /** Listed, but gone when asked for. */
  readonly vanish?: readonly string[];
  /** Announced sizes that are not true. */
  readonly sizes?: Readonly<Record<string, bigint>>;
  /** So many files in DCIM/200APPLE, on no disk: a million need no memory. */
  readonly entries?: number;
  /** A film of this size, DCIM/201APPLE/BIG.MOV, on no disk. */
  readonly bigFileBytes?: number;
  /** DCIM/endless holds a folder that holds a folder …, without end. */
  readonly endless?: boolean;
  /** More entries of an AFC folder (`''` is its root), after those on disk. Iterated anew at each listing. */
  readonly synthetic?: (folder: string) => Iterable<SyntheticEntry> | undefined;
  /** How often AFC answers that another program holds the lock file, before it may be had. */
  readonly lockBusyTimes?: number;
}

/** All that goes wrong on a simulated iPhone. */
export interface IosFaults extends IosPhoneFaults {
  readonly backup?: BackupFaults;
}

/** What the simulated iPhone has done so far; read by tests. */
export interface IosFaultStats {
  bytesSent: number;
  unplugged: number;
  filesRead: number;
  foldersListed: number;
  /** Sessions that a computer started. */
  sessions: number;
  /** Computers that it came to trust. */
  paired: number;
  /** Backups that finished, and restores. */
  backups: number;
  restores: number;
}
