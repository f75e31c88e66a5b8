import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { addSsoConnection } from '../client/fn/sso/add-sso-connection';
import { listSsoConnections } from '../client/fn/sso/list-sso-connections';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Tag } from '../look/tag';
import { Session } from '../session/session';

/** How the company signs in: its identity providers, and a way to connect one. */
@Component({
  imports: [
    FaultCard,
    FormField,
    Freshness,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    RouterLink,
    Tag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div>
        <h1 i18n>Single sign-on</h1>
        <p class="lead" i18n>
          People sign in with your company's own account; nobody here keeps another password for them
        </p>
      </div>
    </div>
    <hf-freshness [reading]="connections" failed="The connections could not be read." i18n-failed />
    @for (connection of connections.value()?.items ?? []; track connection.id) {
      <section class="card">
        <h2>
          <a class="link" [routerLink]="['/settings/sign-in', connection.id]">{{ connection.name }}</a>
        </h2>
        @if (connection.live; as live) {
          <p>
            <hf-tag meaning="good" text="Switched on" i18n-text />&ngsp;<span class="quiet">{{
              live.idpEntityId
            }}</span>
          </p>
        } @else {
          <p><hf-tag meaning="neutral" text="Not switched on yet" i18n-text /></p>
        }
      </section>
    } @empty {
      @if (connections.value()) {
        <section class="card">
          <b i18n>No identity provider is connected</b>
          <p class="quiet" i18n>
            Until one is, only accounts with a password and a second factor can sign in: the owner's, and
            nobody else's. It takes ten minutes and somebody who may add an application to Entra ID, Okta,
            Google Workspace, Keycloak or another provider of SAML 2.0.
          </p>
        </section>
      }
    }
    @if (mayChange()) {
      <section class="card spaced">
        <h2 i18n>Connect an identity provider</h2>
        @if (adding.fault(); as fault) {
          <hf-fault [fault]="fault" what="The connection was not made." i18n-what [retryable]="false" />
        }
        <form class="form" novalidate (submit)="add($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Name</mat-label>
            <input matInput autocomplete="off" [formField]="entry.name" />
            <mat-hint i18n>As people here call it, for example “Entra ID”</mat-hint>
            @for (error of entry.name().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <div class="do">
            <button matButton="filled" type="submit" [disabled]="adding.running()" i18n>
              Begin the set-up
            </button>
          </div>
        </form>
      </section>
    }
  `,
})
export class ConnectionsPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly connections = read(listSsoConnections, () => ({}));
  readonly adding = inject(Changes).of(addSsoConnection);
  readonly mayChange = computed(() => this.#session.may('sso.change'));
  readonly entry = form(signal({ name: '' }), (path) => {
    required(path.name, { message: $localize`A name is needed, so that two connections can be told apart.` });
    maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
  });

  async add(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const made = await this.adding.run({ body: this.entry().value() });
      if (made !== undefined) await this.#router.navigate(['/settings/sign-in', made.id]);
    });
  }
}
