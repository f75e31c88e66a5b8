import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { FactorProof, FactorRequest } from '@holdfast/contracts';
import { CodeField } from './code-field';
import { Passkeys } from './passkeys';

/** Asks for a second factor: a passkey, or the code of an authenticator app, of those that the account has. */
@Component({
  selector: 'hf-second-factor',
  imports: [CodeField, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (request().passkey) {
      @if (failed()) {
        <p class="wrong" role="alert" i18n>
          No passkey was used: the browser's window was closed, it took too long, or this device has none of
          yours.
        </p>
      }
      @if (passkeys.available) {
        <div class="do-row">
          <button matButton="filled" type="button" [disabled]="running()" (click)="usePasskey()" i18n>
            Use a passkey
          </button>
        </div>
      } @else {
        <p class="wrong" i18n>This browser cannot use passkeys. A newer one can.</p>
      }
    }
    @if (hasApp()) {
      @if (request().passkey) {
        <p class="quiet" i18n>Or by your authenticator app:</p>
      }
      <hf-code [action]="action()" [running]="running()" (code)="useCode($event)" />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
  `,
})
export class SecondFactor {
  readonly passkeys = inject(Passkeys);
  readonly request = input.required<FactorRequest>();
  /** What the button does: "Sign in". */
  readonly action = input.required<string>();
  readonly running = input(false);
  readonly proved = output<FactorProof>();
  readonly failed = signal(false);
  readonly hasApp = computed(() => this.request().kinds.includes('totp'));

  async usePasskey(): Promise<void> {
    const { ticket, passkey: options } = this.request();
    const passkey = options === null ? undefined : await this.passkeys.get(options);
    this.failed.set(passkey === undefined);
    if (passkey !== undefined) this.proved.emit({ ticket, passkey });
  }

  useCode(totp: string): void {
    this.proved.emit({ ticket: this.request().ticket, totp });
  }
}
