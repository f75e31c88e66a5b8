/** Linux errno values and the words of Android's libc for them. */
const WORDS = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  EIO: [5, 'I/O error'],
  EACCES: [13, 'Permission denied'],
  EEXIST: [17, 'File exists'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  EROFS: [30, 'Read-only file system'],
  ENAMETOOLONG: [36, 'File name too long'],
  ENOTEMPTY: [39, 'Directory not empty'],
  ELOOP: [40, 'Too many symbolic links encountered'],
} as const;

export type ErrnoName = keyof typeof WORDS;

/** An errno as the phone would give it. */
export class PhoneErrno extends Error {
  override readonly name = 'PhoneErrno';
  readonly errno: number;

  constructor(readonly code: ErrnoName) {
    super(WORDS[code][1]);
    this.errno = WORDS[code][0];
  }

  /** The phone's errno for an error of this workstation's file system. */
  static from(error: unknown): PhoneErrno {
    if (error instanceof PhoneErrno) return error;
    const code = (error as NodeJS.ErrnoException).code;
    return new PhoneErrno(code !== undefined && code in WORDS ? (code as ErrnoName) : 'EIO');
  }
}
