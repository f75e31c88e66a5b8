/** What differs by operating system. Everything else in this program is the same everywhere. */
export interface Platform {
  /** As enrolment tells the control plane. */
  readonly os: 'linux' | 'macos' | 'windows' | 'other';
  /** Where what must survive lives: credential, keys, remembered phones. */
  stateFolder(): string;
  /** Where what can be made again lives: spools, indexes. */
  cacheFolder(): string;
  /** Where the long-lived agent listens for `holdfast status`, given the state folder. */
  statusAddress(stateFolder: string): string;
  /** Where a company puts the adb that this program may start; what a person's PATH holds is theirs. */
  readonly deployedAdb: string;
  /** Where this system's own service for iPhones listens: `UNIX:/path` or `host:port`. */
  readonly usbmuxd: string;
  /** Where a company's device management puts the address to enrol at. */
  readonly preference: PreferenceSource;
  /** Program and arguments that open an address in the person's browser; undefined where nobody would see one. */
  browser(address: string): readonly string[] | undefined;
  /** Program and arguments that show a text on the person's desktop; undefined where nothing does. */
  notification(text: string): readonly string[] | undefined;
}

/** Files that only one of `owners` (user ids) may be able to write, the first that is there; or a key of the registry. */
export type PreferenceSource =
  | { readonly kind: 'file' | 'plist'; readonly paths: readonly string[]; readonly owners: readonly number[] }
  | { readonly kind: 'registry'; readonly program: string; readonly key: string };

/** The parts of the process's surroundings that the choice of folders depends on. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly temporary: string;
  /** Number of this OS user, where the system has one. */
  readonly userId?: number;
}
