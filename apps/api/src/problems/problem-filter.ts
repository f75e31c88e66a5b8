import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { SCIM_TYPE } from '@holdfast/contracts';
import type { Request, Response } from 'express';
import { requestIdOf } from '../http/request-id.js';
import { DomainError } from './domain-error.js';
import { toProblem } from './to-problem.js';
import { isForDirectory, toScimError } from './to-scim-error.js';

/** The one place where errors become HTTP (RFC 9457). What the server did not expect is logged with its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error, requestIdOf(request));
    const retryAfter = error instanceof DomainError ? error.context.retryAfterSeconds : undefined;
    if (problem.status >= 500 && problem.code !== 'shutting-down') {
      this.logger.error({ err: error, code: problem.code, requestId: problem.requestId }, problem.title);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
    else if (problem.status === 503) response.setHeader('retry-after', '5');
    response.setHeader('cache-control', 'no-store');
    response.status(problem.status);
    if (isForDirectory(request)) {
      if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
      response.type(SCIM_TYPE).send(JSON.stringify(toScimError(problem, error)));
    } else response.type('application/problem+json').send(JSON.stringify(problem));
  }
}
