import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { Me, Permission } from '@holdfast/contracts';

/** Who is signed in, as the frame and the pages ask for it. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #router = inject(Router);
  readonly #me = signal<Me | undefined>(undefined);
  readonly me = this.#me.asReadonly();

  /** Whether the signed-in person's role has a permission, or any of several: for what a page shows. The api decides again. */
  may(permission: Permission | readonly Permission[]): boolean {
    const held = this.#me()?.permissions ?? [];
    return [permission].flat().some((one) => held.includes(one));
  }

  began(me: Me): void {
    this.#me.set(me);
  }

  ended(): void {
    this.#me.set(undefined);
  }

  /** The server no longer knows the session. Where nobody was signed in, the guard decides instead. */
  lost(): void {
    if (this.#me() === undefined) return;
    this.ended();
    void this.#router.navigate(['/sign-in'], { queryParams: { returnTo: this.#router.url } });
  }
}
