import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output } from '@angular/core';
import { form, FormField, max, min, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Directory, DirectoryLimits } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { changeDirectory } from '../client/fn/directory/change-directory';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';

/** How much the directory may remove at once. */
@Component({
  selector: 'hf-limits',
  imports: [FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>How much the directory may remove at once</h2>
      <p class="quiet" i18n>
        A mistake there (an empty group, a filter) can remove everybody. Past this share, removals wait on
        this page until somebody says yes or no. The first five of a window are always carried out.
      </p>
      @if (change.fault(); as fault) {
        <hf-fault [fault]="fault" what="The limit was not changed." i18n-what [retryable]="false" />
      }
      @if (mayChange()) {
        <form class="form" novalidate (submit)="keep($event)">
          <mat-form-field appearance="outline">
            <mat-label i18n>Share of active people, per cent</mat-label>
            <input matInput type="number" inputmode="numeric" step="1" [formField]="entry.sharePercent" />
            <mat-hint i18n>100 holds nobody</mat-hint>
            @for (error of entry.sharePercent().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <mat-form-field appearance="outline">
            <mat-label i18n>Counted together within, hours</mat-label>
            <input matInput type="number" inputmode="numeric" step="1" [formField]="entry.windowHours" />
            @for (error of entry.windowHours().errors(); track error.kind) {
              <mat-error>{{ error.message }}</mat-error>
            }
          </mat-form-field>
          <div class="do">
            <button matButton="outlined" type="submit" [disabled]="change.running()" i18n>
              Keep the limit
            </button>
          </div>
        </form>
      } @else {
        <p i18n>{{ limits().sharePercent }} per cent within {{ limits().windowHours }} hours</p>
      }
    </section>
  `,
})
export class LimitsCard {
  readonly #say = inject(Say);
  readonly limits = input.required<DirectoryLimits>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output<Directory>();
  readonly change = inject(Changes).of(changeDirectory);
  readonly #model = linkedSignal(() => ({ ...this.limits() }));
  readonly entry = form(this.#model, (path) => {
    for (const [field, most] of [
      [path.sharePercent, 100],
      [path.windowHours, 168],
    ] as const) {
      const message = $localize`A whole number from 1 to ${most}:most:.`;
      required(field, { message });
      min(field, 1, { message });
      max(field, most, { message });
    }
  });

  async keep(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const changed = await this.change.run({ body: this.entry().value() });
      if (changed === undefined) return;
      this.changed.emit(changed);
      this.#say.done($localize`The limit is kept.`);
    });
  }
}
