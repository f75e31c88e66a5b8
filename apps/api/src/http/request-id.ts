import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A fresh id for each request: one that a caller sends is not believed, it could be anything. */
export const newRequestId = (_request: IncomingMessage, response: ServerResponse): string => {
  const id = randomUUID();
  response.setHeader('x-request-id', id);
  return id;
};

/** The id under which the request's log lines stand. */
export const requestIdOf = (request: IncomingMessage): string => {
  const { id } = request as IncomingMessage & { id?: unknown };
  return typeof id === 'string' ? id : 'none';
};
