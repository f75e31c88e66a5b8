import { DomainError } from '../../problems/domain-error.js';

/** A weak one (RFC 9110, section 8.8): the same words of the directory, not the same bytes. */
export const etagOf = (version: number): string => `W/"${version}"`;

const names = (header: string | undefined, version: number): boolean =>
  header !== undefined &&
  header.split(',').some((tag) => {
    const bare = tag.trim().replace(/^W\//, '');
    return bare === '*' || bare === `"${version}"`;
  });

/** `If-None-Match`: the caller has this version already. */
export const isKnown = (header: string | undefined, version: number): boolean => names(header, version);

/** `If-Match`. @throws DomainError `precondition-failed` when it was changed since */
export const requireMatch = (header: string | undefined, version: number): void => {
  if (header === undefined || names(header, version)) return;
  throw new DomainError(
    'precondition-failed',
    'The resource was changed since it was read. Nothing was changed: read it again.',
  );
};
