import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { OperatorMe } from '@holdfast/contracts';

/** Who is signed in as an operator. Apart from the session of a person: one browser may hold both. */
@Injectable({ providedIn: 'root' })
export class OperatorSession {
  readonly #router = inject(Router);
  readonly #me = signal<OperatorMe | undefined>(undefined);
  readonly me = this.#me.asReadonly();

  began(me: OperatorMe): void {
    this.#me.set(me);
  }

  ended(): void {
    this.#me.set(undefined);
  }

  /** The server no longer knows the session. Where nobody was signed in, the guard decides instead. */
  lost(): void {
    if (this.#me() === undefined) return;
    this.ended();
    void this.#router.navigate(['/operator/sign-in'], { queryParams: { returnTo: this.#router.url } });
  }
}
