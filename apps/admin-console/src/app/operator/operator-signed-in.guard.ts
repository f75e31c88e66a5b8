import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { faultOf } from '../api/problem';
import { operatorMe } from '../client/fn/operator/operator-me';
import { OperatorSession } from './operator-session';

/** Lets a signed-in operator pass; sends others to the operators' sign-in, or away where there are no operators. */
export const operatorSignedIn: CanActivateFn = async (_route, state) => {
  const session = inject(OperatorSession);
  const router = inject(Router);
  const http = inject(HttpClient);
  if (session.me() !== undefined) return true;
  try {
    session.began((await firstValueFrom(operatorMe(http, ''))).body);
    return true;
  } catch (error) {
    const fault = faultOf(error);
    if (fault.code === 'sign-in-required')
      return router.createUrlTree(['/operator/sign-in'], { queryParams: { returnTo: state.url } });
    if (fault.code === 'not-found') return router.createUrlTree(['/']);
    return router.createUrlTree(['/unavailable'], { queryParams: { returnTo: state.url } });
  }
};
