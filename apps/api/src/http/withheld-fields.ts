import { may, type WithheldField } from '@holdfast/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { callerOf } from './caller.js';
import { endpointOf } from './endpoint-of.js';

/** A copy with the field at `path` null, in each row where the path leads through a list. What is not there stays away. */
const without = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((row) => without(row, [name ?? '', ...rest]));
  if (typeof value !== 'object' || value === null || name === undefined || !(name in value)) return value;
  const inner = (value as Record<string, unknown>)[name];
  return { ...value, [name]: rest.length === 0 ? null : without(inner, rest) };
};

/** The answer without the fields at these paths. */
export const withhold = (answer: unknown, fields: readonly WithheldField[]): unknown =>
  fields.reduce((left, { path }) => without(left, path.split('.')), answer);

/**
 * Makes null, in an answer to a person, what a route declares as withheld from the role that asks. Rooms read and answer
 * all; what a role may see stands in the table of permissions and nowhere else. Agents and operators are not filtered; a token of the company gets none of them.
 */
@Injectable()
export class WithheldFields implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const caller = callerOf(context.switchToHttp().getRequest<Request>());
    const fields = (endpointOf(context)?.withheld ?? []).filter(
      ({ unless }) => caller?.kind !== 'session' || !may(caller.role, unless),
    );
    return fields.length === 0
      ? next.handle()
      : next.handle().pipe(map((answer) => withhold(answer, fields)));
  }
}
