import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Account } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { renamePasskey } from '../client/fn/account/rename-passkey';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';

/** One passkey: its name, which its owner chooses, since when, last used when. */
@Component({
  selector: 'hf-passkey',
  imports: [Day, FaultCard, FormField, MatButton, MatError, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (renaming()) {
      @if (change.fault(); as fault) {
        <hf-fault [fault]="fault" what="The name was not changed." i18n-what [retryable]="false" />
      }
      <form class="form" novalidate (submit)="rename($event)">
        <mat-form-field appearance="outline">
          <mat-label i18n>Name of the passkey</mat-label>
          <input matInput autocomplete="off" [formField]="entry.name" />
          @for (error of entry.name().errors(); track error.kind) {
            <mat-error>{{ error.message }}</mat-error>
          }
        </mat-form-field>
        <div class="do-row">
          <button matButton="filled" type="submit" [disabled]="change.running()" i18n>Rename it</button>
          <button matButton="text" type="button" (click)="renaming.set(false)" i18n>Keep the name</button>
        </div>
      </form>
    } @else {
      <span>
        <b>{{ passkey().name }}</b>
        <small class="quiet">
          <ng-container i18n>Passkey, added</ng-container>&ngsp;<hf-day [on]="passkey().addedOn" />
          @if (passkey().usedOn; as on) {
            · <ng-container i18n>last used</ng-container>&ngsp;<hf-day [on]="on" />
          }
        </small>
      </span>
      <span>
        <button matButton="text" type="button" (click)="renaming.set(true)" i18n>Rename</button>
        @if (removable()) {
          <button matButton="text" type="button" (click)="removal.emit()" i18n>Remove</button>
        }
      </span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: 12px;
      align-items: center;
      justify-content: space-between;
    }
  `,
})
export class PasskeyLine {
  readonly passkey = input.required<{ id: string; name: string; addedOn: string; usedOn: string | null }>();
  readonly removable = input.required<boolean>();
  readonly renamed = output<Account>();
  readonly removal = output();
  readonly change = inject(Changes).of(renamePasskey);
  readonly renaming = signal(false);
  readonly #model = linkedSignal(() => ({ name: this.passkey().name }));
  readonly entry = form(this.#model, (path) => {
    required(path.name, { message: $localize`A passkey needs a name.` });
    maxLength(path.name, 60, { message: $localize`At most 60 characters.` });
  });

  async rename(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const name = this.entry.name().value().trim();
      const account = await this.change.run({ id: this.passkey().id, body: { name } });
      if (account === undefined) return;
      this.renaming.set(false);
      this.renamed.emit(account);
    });
  }
}
