import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { revokeWorkstation } from '../client/fn/workstations/revoke-workstation';
import { Say } from '../look/say';

/** Cuts off the laptop of somebody, asked twice: its agent is refused from its next call on. */
@Component({
  selector: 'hf-revoke',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (asked()) {
      <div role="alert">
        <p class="quiet" i18n>It backs nothing up from its next try on. What it backed up is kept.</p>
        <button matButton="outlined" [disabled]="revoking.running()" (click)="revoke()" i18n>
          Cut it off
        </button>
        <button matButton="text" (click)="asked.set(false)" i18n>Leave it</button>
      </div>
    } @else {
      <button matButton="text" [attr.aria-label]="named()" (click)="asked.set(true)" i18n>Revoke…</button>
    }
  `,
})
export class RevokeButton {
  readonly #say = inject(Say);
  readonly workstation = input.required<{ readonly id: string; readonly label: string }>();
  readonly revoked = output();
  readonly revoking = inject(Changes).of(revokeWorkstation);
  readonly asked = signal(false);
  readonly named = () => $localize`Revoke ${this.workstation().label}:label:`;

  async revoke(): Promise<void> {
    const { id, label } = this.workstation();
    await this.revoking.run({ id });
    const fault = this.revoking.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`${label}:label: is still enrolled.`, fault);
      return;
    }
    this.asked.set(false);
    this.#say.done($localize`${label}:label: is cut off. Its employee can enrol it again.`);
    this.revoked.emit();
  }
}
