import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Changes } from '../../api/change';
import { retirePolicy } from '../../client/fn/policies/retire-policy';
import { Say } from '../../look/say';

/** Uses a policy no more that is assigned to nobody. */
@Component({
  selector: 'hf-retire',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (asked()) {
      <span role="alert">
        <small i18n>It is used no more and its name is free. Its versions stay, as evidence.</small>
        <span class="do-row">
          <button matButton="outlined" [disabled]="retiring.running()" (click)="retire()" i18n>
            Retire it
          </button>
          <button matButton="text" (click)="asked.set(false)" i18n>Keep it</button>
        </span>
      </span>
    } @else {
      <button matButton="text" [attr.aria-label]="label()" (click)="asked.set(true)" i18n>Retire…</button>
    }
  `,
})
export class RetireButton {
  readonly #say = inject(Say);
  readonly policy = input.required<{ readonly id: string; readonly name: string }>();
  readonly retired = output();
  readonly retiring = inject(Changes).of(retirePolicy);
  readonly asked = signal(false);

  label(): string {
    return $localize`Retire ${this.policy().name}:name:`;
  }

  async retire(): Promise<void> {
    const { id, name } = this.policy();
    await this.retiring.run({ id });
    const fault = this.retiring.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`“${name}:name:” is still in use.`, fault);
      return;
    }
    this.#say.done($localize`“${name}:name:” is retired.`);
    this.retired.emit();
  }
}
