import { HttpClient } from '@angular/common/http';
import { computed, inject, linkedSignal, type Signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { map } from 'rxjs';
import type { Call } from './call';
import { type Fault, faultOf } from './problem';

/** What a page knows of one thing it reads: the last good answer stays while a newer one is fetched or fails. */
export interface Reading<R> {
  readonly value: Signal<R | undefined>;
  /** Milliseconds since 1970 when `value` arrived. */
  readonly at: Signal<number | undefined>;
  /** Why the newest try failed; `value` may still hold the one before. */
  readonly fault: Signal<Fault | undefined>;
  readonly loading: Signal<boolean>;
  reload(): void;
}

interface Answered<R> {
  readonly body: R;
  readonly at: number;
  readonly about: string;
}

/**
 * Reads through a generated function as a resource. New `params` fetch again and drop a slower answer to the old;
 * `undefined` fetches nothing. `about` names what the answer is about (an id): when it changes, the last answer
 * is another thing's and goes at once, where a new filter or page keeps it until the next is there.
 */
export function read<P, R>(
  call: Call<P, R>,
  params: () => P | undefined,
  about: () => string = () => '',
): Reading<R> {
  const http = inject(HttpClient);
  const source = rxResource<Answered<R>, { request: P; about: string } | undefined>({
    params: () => {
      const request = params();
      return request === undefined ? undefined : { request, about: about() };
    },
    stream: ({ params: wanted }) =>
      call(http, '', wanted.request).pipe(
        map((response) => ({ body: response.body, at: Date.now(), about: wanted.about })),
      ),
  });
  const last = linkedSignal<{ now: Answered<R> | undefined; about: string }, Answered<R> | undefined>({
    source: () => ({ now: source.hasValue() ? source.value() : undefined, about: about() }),
    computation: ({ now, about: wanted }, previous) => {
      if (now !== undefined) return now;
      return previous?.value?.about === wanted ? previous.value : undefined;
    },
  });
  return {
    value: computed(() => last()?.body),
    at: computed(() => last()?.at),
    fault: computed(() => {
      const error = source.error();
      return error === undefined ? undefined : faultOf(error);
    }),
    loading: source.isLoading,
    reload: () => void source.reload(),
  };
}
