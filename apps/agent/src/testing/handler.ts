import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '@holdfast/contracts';

/** What a handler throws to answer with a problem document. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

/** Answers one endpoint of a double; what it answers is checked by the endpoint's own schema. */
export type Handler = (
  params: Record<string, string>,
  body: never,
  query: URLSearchParams,
  bearer: string,
) => unknown;

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
