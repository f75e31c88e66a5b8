/** Numbers of AFC's answers (libimobiledevice's `afc.h`). */
export const STATUS = {
  ok: 0,
  unknown: 1,
  readError: 4,
  unknownOperation: 6,
  invalidArgument: 7,
  notFound: 8,
  isDirectory: 9,
  denied: 10,
  exists: 16,
  noSpace: 18,
  wouldBlock: 19,
  ioError: 20,
  notEmpty: 33,
} as const;

/** What an operation of AFC answers when it cannot be done. */
export class AfcFailure extends Error {
  override readonly name = 'AfcFailure';

  constructor(readonly status: number) {
    super(`AFC status ${status}`);
  }
}

const BY_ERRNO: Readonly<Record<string, number>> = {
  ENOENT: STATUS.notFound,
  ENOTDIR: STATUS.notFound,
  EISDIR: STATUS.isDirectory,
  EACCES: STATUS.denied,
  EPERM: STATUS.denied,
  EEXIST: STATUS.exists,
  ENOTEMPTY: STATUS.notEmpty,
  ENOSPC: STATUS.noSpace,
  ELOOP: STATUS.notFound,
  ERR_FS_EISDIR: STATUS.notEmpty,
};

/** The status of whatever went wrong. */
export function statusOf(error: unknown): number {
  if (error instanceof AfcFailure) return error.status;
  const { code, name } = error as NodeJS.ErrnoException;
  if (name === 'NoPlace') return STATUS.denied;
  return BY_ERRNO[code ?? ''] ?? STATUS.ioError;
}
