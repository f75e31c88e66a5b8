import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { Answer } from '../api/call';
import { Changes } from '../api/change';
import { addCompany } from '../client/fn/operator/add-company';
import { FaultCard } from '../look/fault-card';
import { OwnerTokenCard } from './owner-token-card';

/** Makes one company, and shows the token of its first owner. */
@Component({
  imports: [
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    OwnerTokenCard,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <p class="crumb"><a routerLink="/operator/companies" i18n>Companies</a></p>
        <h1 i18n>Make a company</h1>
        <p class="lead" i18n>
          With the default policy, a privacy notice and this server's folder as its location
        </p>
      </div>
    </div>
    @if (made(); as known) {
      <hf-owner-token [company]="known.name" [owner]="known.owner" (hidden)="leave()" />
    } @else {
      <section class="card">
        @if (adding.fault(); as fault) {
          <hf-fault [fault]="fault" what="The company was not made." i18n-what [retryable]="false" />
        }
        <form class="form" novalidate (submit)="add($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Name</mat-label>
            <input matInput autocomplete="off" [formField]="company.name" />
            @for (error of company.name().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <div class="do">
            <button matButton="filled" type="submit" [disabled]="adding.running()" i18n>
              Make the company
            </button>
            <a matButton="text" routerLink="/operator/companies" i18n>Not now</a>
          </div>
        </form>
      </section>
    }
  `,
})
export class NewCompanyPage {
  readonly #router = inject(Router);
  readonly adding = inject(Changes).of(addCompany);
  readonly made = signal<{ name: string; owner: Answer<typeof addCompany>['owner'] } | undefined>(undefined);
  readonly company = form(signal({ name: '' }), (path) => {
    required(path.name, { message: $localize`A name is needed.` });
    maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
  });

  async add(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.company, async () => {
      const body = this.company().value();
      const added = await this.adding.run({ body });
      if (added !== undefined) this.made.set({ name: body.name.trim(), owner: added.owner });
    });
  }

  leave(): void {
    void this.#router.navigate(['/operator/companies']);
  }
}
