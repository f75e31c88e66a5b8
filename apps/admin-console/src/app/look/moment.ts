import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { exactMoment, relativeMoment } from '../text/moments';
import { Now } from './now';

/** A moment as a person says it ("3 minutes ago"), exact on hover. For what people do here; phones have days. */
@Component({
  selector: 'hf-moment',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="at()" [attr.title]="exact()">{{ said() }}</time>`,
})
export class Moment {
  readonly #now = inject(Now).now;
  /** ISO 8601 with a time. */
  readonly at = input.required<string>();
  readonly #moment = computed(() => new Date(this.at()));
  readonly said = computed(() => relativeMoment(this.#moment(), this.#now()));
  readonly exact = computed(() => exactMoment(this.#moment()));
}
