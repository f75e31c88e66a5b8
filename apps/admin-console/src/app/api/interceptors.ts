import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, throwError } from 'rxjs';
import { LeaverSession } from '../leaver/leaver-session';
import { OperatorSession } from '../operator/operator-session';
import { Session } from '../session/session';

/** Marks every request that changes something, so that another site's form can never pass for this console. */
export const markChanges: HttpInterceptorFn = (request, next) =>
  next(request.method === 'GET' ? request : request.clone({ setHeaders: { 'x-holdfast-request': '1' } }));

/** A leaver's own page: what their link was exchanged for, which no cookie holds. */
export const asLeaver: HttpInterceptorFn = (request, next) => {
  const bearer = request.url.startsWith('/leaver/v1/') ? inject(LeaverSession).bearer() : undefined;
  return next(
    bearer === undefined ? request : request.clone({ setHeaders: { authorization: `Bearer ${bearer}` } }),
  );
};

/** A session that ended while a page was open: to the sign-in, and back to the same page after it. */
export const signInAgain: HttpInterceptorFn = (request, next) => {
  const session = request.url.startsWith('/operator/') ? inject(OperatorSession) : inject(Session);
  return next(request).pipe(
    catchError((error: unknown) => {
      const refused = error instanceof HttpErrorResponse && error.status === 401;
      if (refused && error.error?.code === 'sign-in-required') session.lost();
      return throwError(() => error);
    }),
  );
};
