import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { ownIncident } from '../client/fn/coverage/own-incident';
import { Say } from '../look/say';
import { OfIt } from '../people/of-it';

/** Hands an incident to somebody of IT, who hears of it from then on. */
@Component({
  selector: 'hf-hand-over',
  imports: [MatButton, OfIt],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (open()) {
      <div class="do-row">
        <hf-of-it label="To whom" i18n-label [(chosen)]="owner" />
        <button matButton="outlined" [disabled]="handing.running() || owner() === ''" (click)="hand()" i18n>
          Hand it over
        </button>
        <button matButton="text" (click)="open.set(false)" i18n>Leave it</button>
      </div>
    } @else {
      <button matButton="text" [attr.aria-label]="named()" (click)="begin()" i18n>Hand over…</button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class HandOver {
  readonly #say = inject(Say);
  readonly incident = input.required<{
    readonly id: string;
    readonly title: string;
    readonly owner: { readonly id: string } | null;
  }>();
  readonly handed = output();
  readonly handing = inject(Changes).of(ownIncident);
  readonly open = signal(false);
  readonly owner = signal('');
  readonly named = computed(() => $localize`Hand over: ${this.incident().title}:incident:`);

  begin(): void {
    this.owner.set(this.incident().owner?.id ?? '');
    this.open.set(true);
  }

  async hand(): Promise<void> {
    const { id, title } = this.incident();
    await this.handing.run({ id, body: { ownerId: this.owner() } });
    const fault = this.handing.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`“${title}:incident:” stays whose it is.`, fault);
      return;
    }
    this.open.set(false);
    this.#say.done($localize`“${title}:incident:” is handed over.`);
    this.handed.emit();
  }
}
