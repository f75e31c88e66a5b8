import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { FactorOffer, NewFactor } from '@holdfast/contracts';
import { CopyButton } from '../look/copy-button';
import { CodeField } from './code-field';
import { Passkeys } from './passkeys';

/** A factor to be: a passkey, or an authenticator app that reads the picture or is given the secret as text. */
@Component({
  selector: 'hf-new-factor',
  imports: [CodeField, CopyButton, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (passkeys.available) {
      <h2 i18n>A passkey</h2>
      <p class="quiet" i18n>The fingerprint, face or PIN of this device, or a security key.</p>
      @if (failed()) {
        <p class="wrong" role="alert" i18n>
          No passkey was made: the browser's window was closed, it took too long, or this device cannot make
          one.
        </p>
      }
      <div class="do-row">
        <button matButton="outlined" type="button" [disabled]="running()" (click)="makePasskey()" i18n>
          Use a passkey
        </button>
      </div>
    }
    <h2 i18n>An authenticator app</h2>
    <p class="quiet" i18n>Scan this with an app for one-time codes, then type the code that it shows.</p>
    <svg
      class="qr"
      role="img"
      aria-label="The secret for an authenticator app, as a QR code; it stands below as text too"
      i18n-aria-label
      [attr.viewBox]="box()"
      shape-rendering="crispEdges"
    >
      <path [attr.d]="offer().totp.qr.path" />
    </svg>
    <div class="command">
      <code class="secret">{{ grouped() }}</code>
      <hf-copy [text]="offer().totp.secret" />
    </div>
    <hf-code [action]="action()" [running]="running()" (code)="useCode($event)" />
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    h2 {
      margin-block-start: 12px;
    }
    .qr {
      display: block;
      inline-size: 196px;
      block-size: 196px;
      margin: 12px auto;
      background: var(--qr-light);
      fill: var(--qr-dark);
    }
  `,
})
export class NewFactorForm {
  readonly passkeys = inject(Passkeys);
  readonly offer = input.required<FactorOffer>();
  /** What the code's button does: "Make the account". */
  readonly action = input.required<string>();
  readonly running = input(false);
  readonly proved = output<NewFactor>();
  readonly failed = signal(false);
  /** With the quiet zone of four modules that readers need (ISO/IEC 18004). */
  readonly box = computed(() => {
    const side = this.offer().totp.qr.size + 8;
    return `-4 -4 ${side} ${side}`;
  });
  /** In fours, to be typed. */
  readonly grouped = computed(() => this.offer().totp.secret.replaceAll(/(.{4})(?=.)/g, '$1 '));

  async makePasskey(): Promise<void> {
    const { ticket, passkey: options } = this.offer();
    const passkey = await this.passkeys.create(options);
    this.failed.set(passkey === undefined);
    if (passkey !== undefined) this.proved.emit({ ticket, passkey });
  }

  useCode(totp: string): void {
    this.proved.emit({ ticket: this.offer().ticket, totp });
  }
}
