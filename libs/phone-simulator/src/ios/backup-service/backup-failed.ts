/** The phone ends what it was asked for with a code of MBErrorDomain. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed';

  constructor(
    readonly code: number,
    readonly words: string,
  ) {
    super(`${words} (MBErrorDomain/${code})`);
  }
}

/** Codes that were seen or reported of real phones (libimobiledevice issues 1155, 1361, 1380, 1582); 1 is unconfirmed. */
const MB_ERROR = {
  other: 1,
  severalFiles: 104,
  noSpace: 105,
  noManifest: 205,
  wrongPassword: 207,
  locked: 208,
} as const;

/** What most errors of a phone look like. */
export const failed = {
  locked: () => new BackupFailed(MB_ERROR.locked, 'Device locked'),
  noSpace: () => new BackupFailed(MB_ERROR.noSpace, 'Insufficient free disk space on the host'),
  wrongPassword: () => new BackupFailed(MB_ERROR.wrongPassword, 'Invalid password'),
  severalFiles: (what: string) => new BackupFailed(MB_ERROR.severalFiles, `Multiple errors ${what} files`),
  noManifest: (what: string) => new BackupFailed(MB_ERROR.noManifest, what),
  refused: (what: string) => new BackupFailed(MB_ERROR.other, `The host could not ${what}`),
};
