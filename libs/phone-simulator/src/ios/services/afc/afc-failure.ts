import { AFC_STATUS } from '@holdfast/phones/codecs';

/** What an operation of AFC answers when it cannot be done. */
export class AfcFailure extends Error {
  override readonly name = 'AfcFailure';

  constructor(readonly status: number) {
    super(`AFC status ${status}`);
  }
}

const BY_ERRNO: Readonly<Record<string, number>> = {
  ENOENT: AFC_STATUS.notFound,
  ENOTDIR: AFC_STATUS.notFound,
  EISDIR: AFC_STATUS.isDirectory,
  EACCES: AFC_STATUS.denied,
  EPERM: AFC_STATUS.denied,
  EEXIST: AFC_STATUS.exists,
  ENOTEMPTY: AFC_STATUS.notEmpty,
  ENOSPC: AFC_STATUS.noSpace,
  ELOOP: AFC_STATUS.notFound,
  ERR_FS_EISDIR: AFC_STATUS.notEmpty,
};

/** The status of whatever went wrong. */
export function statusOf(error: unknown): number {
  if (error instanceof AfcFailure) return error.status;
  const { code, name } = error as NodeJS.ErrnoException;
  if (name === 'NoPlace') return AFC_STATUS.denied;
  return BY_ERRNO[code ?? ''] ?? AFC_STATUS.ioError;
}
