import type { Endpoint } from '@holdfast/contracts';
import type { ExecutionContext } from '@nestjs/common';

/** Under which a declared route stands in the metadata of its handler. */
export const ENDPOINT = 'holdfast:endpoint';

/** The declared route that a request reached; undefined for what is no route of the contracts (console files). */
export const endpointOf = (context: ExecutionContext): Endpoint | undefined =>
  Reflect.getMetadata(ENDPOINT, context.getHandler()) as Endpoint | undefined;
