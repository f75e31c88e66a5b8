import type { Endpoint, Looks } from '@holdfast/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { callerOf, endpointOf } from '../http/index.js';
import { NoteAccess } from './note-access.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isLook = (route: Endpoint | undefined): route is Endpoint & { looks: Looks } =>
  route?.looks !== undefined;

/** Before a route that shows people runs, the look is on record: an answer that fails afterwards was a look all the same. */
@Injectable()
export class LookInterceptor implements NestInterceptor {
  constructor(private readonly access: NoteAccess) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const route = endpointOf(context);
    return isLook(route) ? this.noted(context, route, next) : next.handle();
  }

  private async noted(
    context: ExecutionContext,
    route: Endpoint & { looks: Looks },
    next: CallHandler,
  ): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const caller = callerOf(request);
    if (caller?.kind === 'session' || caller?.kind === 'token') {
      const { id } = request.params;
      // Parameters are parsed after this: what is no id is refused there.
      await this.access.look(
        caller,
        route,
        typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : undefined,
      );
    }
    return next.handle();
  }
}
