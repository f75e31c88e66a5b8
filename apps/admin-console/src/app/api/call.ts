import type { HttpClient } from '@angular/common/http';
import type { Observable } from 'rxjs';

/** A generated client function (src/app/client/fn). */
export type Call<P, R> = (http: HttpClient, rootUrl: string, params: P) => Observable<{ readonly body: R }>;

/** The JSON that a generated function answers. */
export type Answer<C> = C extends (...args: never[]) => Observable<{ readonly body: infer R }> ? R : never;

/** One row of a list that a generated function answers. */
export type RowOf<C> = Answer<C> extends { items: (infer Row)[] } ? Row : never;

/** A page of a list, as every list endpoint answers it; what only grows is not counted. */
export interface PageOf<Row> {
  items: Row[];
  nextCursor: string | null;
  total?: number;
  /** There are more than `total`, which is as far as they are counted. */
  more?: boolean;
}
