import { HttpClient } from '@angular/common/http';
import { inject, Injectable, signal, type Signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Call } from './call';
import { type Fault, faultOf } from './problem';

/** One thing a person can do on a page: whether it runs now, and why the last try failed. */
export interface Change<P, R> {
  readonly running: Signal<boolean>;
  readonly fault: Signal<Fault | undefined>;
  /** Answers `undefined` when it failed (see `fault`) or when one runs already. */
  run(params: P): Promise<R | undefined>;
  clear(): void;
}

/** Makes {@link Change}s out of generated functions. */
@Injectable({ providedIn: 'root' })
export class Changes {
  readonly #http = inject(HttpClient);

  of<P, R>(call: Call<P, R>): Change<P, R> {
    const running = signal(false);
    const fault = signal<Fault | undefined>(undefined);
    return {
      running,
      fault,
      clear: () => {
        fault.set(undefined);
      },
      run: async (params) => {
        if (running()) return undefined;
        running.set(true);
        fault.set(undefined);
        try {
          return (await firstValueFrom(call(this.#http, '', params))).body;
        } catch (error) {
          fault.set(faultOf(error));
          return undefined;
        } finally {
          running.set(false);
        }
      },
    };
  }
}
