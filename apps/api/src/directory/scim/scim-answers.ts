import { SCIM_TYPE } from '@holdfast/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { etagOf, isKnown } from './etag.js';
import { isObject, member } from './user/read-user.js';

const VERSION = /^W\/"(\d{1,15})"$/;

/**
 * The headers of SCIM's answers: its media type, and of one resource its version and address. Who has that version
 * already is told so (`If-None-Match`, 304).
 */
@Injectable()
export class ScimAnswers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    response.setHeader('cache-control', 'no-store');
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer === undefined) return answer;
        response.setHeader('content-type', SCIM_TYPE);
        const meta = isObject(answer) ? member(answer, 'meta') : undefined;
        const version = Number(VERSION.exec(String(member(meta, 'version')))?.[1]);
        if (Number.isNaN(version)) return answer;
        response.setHeader('etag', etagOf(version));
        const location = member(meta, 'location');
        if (request.method === 'POST' && typeof location === 'string')
          response.setHeader('location', location);
        if (request.method !== 'GET' || !isKnown(request.headers['if-none-match'], version)) return answer;
        response.status(304);
        return undefined;
      }),
    );
  }
}
