import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../api/change';
import { releaseOwnPhone } from '../client/fn/phones/release-own-phone';
import { releasePhone } from '../client/fn/phones/release-phone';
import { Say } from '../look/say';

/** Ends the enrolment of a phone that is lost, sold or given back, asked twice: of one's own, or of somebody else's. */
@Component({
  selector: 'hf-release',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (asked()) {
      <div class="notice waiting" role="alert">
        <p i18n>
          “{{ phone().label }}” is backed up no more, on no laptop, and counts no longer. What is backed up of
          it stays and can be restored. It can be enrolled again, by whoever has it.
        </p>
        <div class="do do-row">
          <button matButton="outlined" [disabled]="releasing().running()" (click)="release()" i18n>
            Stop protecting it
          </button>
          <button matButton="text" (click)="asked.set(false)" i18n>Go on protecting it</button>
        </div>
      </div>
    } @else {
      <button matButton="text" [attr.aria-label]="named()" (click)="asked.set(true)" i18n>
        Lost, sold or given back…
      </button>
    }
  `,
})
export class ReleaseButton {
  readonly #say = inject(Say);
  readonly phone = input.required<{ readonly id: string; readonly label: string }>();
  readonly own = input(false);
  readonly released = output();
  readonly #changes = inject(Changes);
  readonly #ownPhone = this.#changes.of(releaseOwnPhone);
  readonly #anyPhone = this.#changes.of(releasePhone);
  readonly releasing = computed(() => (this.own() ? this.#ownPhone : this.#anyPhone));
  readonly asked = signal(false);
  readonly named = computed(() => $localize`“${this.phone().label}:label:” is lost, sold or given back`);

  async release(): Promise<void> {
    const { id, label } = this.phone();
    const releasing = this.releasing();
    await releasing.run({ id });
    const fault = releasing.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`“${label}:label:” is still protected.`, fault);
      return;
    }
    this.asked.set(false);
    this.#say.done($localize`“${label}:label:” is released. What is backed up of it stays.`);
    this.released.emit();
  }
}
