import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { InventoryPhone, SetAsideReason } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { setInventoryPhoneAside } from '../../client/fn/inventory/set-inventory-phone-aside';
import { takeInventoryPhoneBack } from '../../client/fn/inventory/take-inventory-phone-back';
import { Say } from '../../look/say';
import { deviceText, SET_ASIDE_REASONS, SET_ASIDE_TEXTS } from './inventory-texts';

/** Says of a listed phone that it is not to be protected, and why; or takes that back. */
@Component({
  selector: 'hf-aside',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (phone().state === 'set-aside') {
      <button
        matButton="text"
        [disabled]="takingBack.running()"
        [attr.aria-label]="backNamed()"
        (click)="say(null)"
        i18n
      >
        Take that back
      </button>
    } @else if (asked()) {
      <div role="alert">
        <p class="quiet" i18n>Why is it not to be protected?</p>
        @for (reason of reasons; track reason) {
          <button matButton="outlined" [disabled]="setting.running()" (click)="say(reason)">
            {{ texts[reason] }}
          </button>
        }
        <button matButton="text" (click)="asked.set(false)" i18n>Leave it</button>
      </div>
    } @else {
      <button matButton="text" [attr.aria-label]="asideNamed()" (click)="asked.set(true)" i18n>
        Set aside…
      </button>
    }
  `,
})
export class AsidePart {
  readonly #say = inject(Say);
  readonly phone = input.required<InventoryPhone>();
  readonly changed = output();
  readonly setting = inject(Changes).of(setInventoryPhoneAside);
  readonly takingBack = inject(Changes).of(takeInventoryPhoneBack);
  readonly asked = signal(false);
  readonly reasons = SET_ASIDE_REASONS;
  readonly texts = SET_ASIDE_TEXTS;
  readonly #named = computed(() => `${deviceText(this.phone())}, ${this.phone().employee.name}`);
  readonly asideNamed = computed(() => $localize`Set aside: ${this.#named()}:phone:`);
  readonly backNamed = computed(() => $localize`Take back: ${this.#named()}:phone:`);

  async say(reason: SetAsideReason | null): Promise<void> {
    const { id } = this.phone();
    const call = reason === null ? this.takingBack : this.setting;
    if (reason === null) await this.takingBack.run({ id });
    else await this.setting.run({ id, body: { reason } });
    const fault = call.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`The phone stays as it was.`, fault);
      return;
    }
    this.asked.set(false);
    this.changed.emit();
  }
}
