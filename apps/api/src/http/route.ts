import type { Endpoint } from '@holdfast/contracts';
import {
  applyDecorators,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { ENDPOINT } from './endpoint-of.js';
import { WithheldFields } from './withheld-fields.js';

/**
 * Registers a controller's method as a declared route: method, path, status, who may call (read by the guards), and what
 * is withheld from whom.
 */
export const Route = (endpoint: Endpoint): MethodDecorator =>
  applyDecorators(
    RequestMapping({ path: endpoint.path, method: RequestMethod[endpoint.method] }),
    HttpCode(endpoint.status),
    SetMetadata(ENDPOINT, endpoint),
    ...(endpoint.withheld ? [UseInterceptors(WithheldFields)] : []),
  );
