import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { faultOf } from '../api/problem';
import { me } from '../client/fn/session/me';
import { signInOptions } from '../client/fn/session/sign-in-options';
import { Session } from './session';

/** Lets the signed-in pass; sends others to the sign-in, or to the set-up of a server that has no owner yet. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const http = inject(HttpClient);
  if (session.me() !== undefined) return true;
  try {
    session.began((await firstValueFrom(me(http, ''))).body);
    return true;
  } catch (error) {
    const fault = faultOf(error);
    if (fault.status !== 401)
      return router.createUrlTree(['/unavailable'], { queryParams: { returnTo: state.url } });
  }
  const options = await firstValueFrom(signInOptions(http, '')).catch(() => undefined);
  if (options?.body.setUpNeeded) return router.createUrlTree(['/set-up']);
  const returnTo = state.url === '/' ? undefined : state.url;
  return router.createUrlTree(['/sign-in'], { queryParams: { returnTo } });
};
