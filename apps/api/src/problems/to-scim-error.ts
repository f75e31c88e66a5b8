import type { ErrorCode, Problem } from '@holdfast/contracts';
import type { Request } from 'express';
import { DomainError, type ScimType } from './domain-error.js';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Directories understand errors in SCIM's form only, also where no route was reached. */
export const isForDirectory = ({ path }: Pick<Request, 'path'>): boolean =>
  path === '/scim' || path.startsWith('/scim/');

const USUAL: Partial<Record<ErrorCode, ScimType>> = {
  'request-invalid': 'invalidSyntax',
  'version-conflict': 'uniqueness',
};

/** A problem in SCIM's form (RFC 7644, section 3.12); `status` is a text there. */
export const toScimError = (problem: Problem, error: unknown): Record<string, unknown> => {
  const told = error instanceof DomainError ? error.context.scimType : undefined;
  const scimType = told ?? USUAL[problem.code];
  return {
    schemas: [ERROR],
    status: String(problem.status),
    ...(scimType === undefined ? {} : { scimType }),
    detail: problem.detail ?? problem.title,
  };
};
