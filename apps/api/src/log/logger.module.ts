import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { newRequestId } from '../http/request-id.js';
import { withoutSecrets } from './without-secrets.js';

/** Path only: a query may hold a signature or a name. */
const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0] ?? '';

/** Errors as type, message and stack; driver errors also carry the statement's values, which stay out. */
const plainError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' ? { code } : {}),
  };
};

/**
 * Structured logs, one JSON line each, with the request's id. Headers, bodies, queries and addresses are never logged.
 * `destination` is for tests that read what was written.
 */
export const loggerModule = (level: string, destination?: DestinationStream): DynamicModule => {
  const options = {
    level,
    genReqId: newRequestId,
    // Of lines that are written, and not of each request's context: most requests write none.
    hooks: { streamWrite: withoutSecrets },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: plainError,
    },
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) => {
      if (error || response.statusCode >= 500) return 'error' as const;
      return response.statusCode >= 400 ? ('info' as const) : ('debug' as const);
    },
  };
  return LoggerModule.forRoot({ pinoHttp: destination ? [options, destination] : options });
};
