import { HttpClient } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { type Fault, faultOf } from '../api/problem';
import { openLeaverLink } from '../client/fn/leaver/open-leaver-link';

/**
 * A leaver who came by their personal link. The token and what it was exchanged for are kept in this page's memory only: no
 * cookie, no storage, nothing in an address that is sent.
 */
@Injectable({ providedIn: 'root' })
export class LeaverSession {
  readonly #http = inject(HttpClient);
  readonly #bearer = signal<string | undefined>(undefined);
  readonly #fault = signal<Fault | undefined>(undefined);
  readonly bearer = this.#bearer.asReadonly();
  readonly fault = this.#fault.asReadonly();

  async open(token: string): Promise<void> {
    this.#bearer.set(undefined);
    this.#fault.set(undefined);
    try {
      const { body } = await firstValueFrom(openLeaverLink(this.#http, '', { body: { token } }));
      this.#bearer.set(body.token);
    } catch (error) {
      this.#fault.set(faultOf(error));
    }
  }
}
