import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../problems/domain-error.js';

const MAX_ISSUES = 20;

const pathOf = (path: readonly (PropertyKey | { key: PropertyKey })[] | undefined): string =>
  (path ?? [])
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .join('.')
    .slice(0, 200);

/** Checks bodies, queries and parameters by their declared schemas; what fails is `request-invalid` with its issues. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new DomainError('request-invalid', 'Something in the request is not valid. Nothing was changed.', {
        issues: issues
          .slice(0, MAX_ISSUES)
          .map(({ path, message }) => ({ path: pathOf(path), message: message.slice(0, 300) })),
      }),
  });
