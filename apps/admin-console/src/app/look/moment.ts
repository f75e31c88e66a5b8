import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { age, calendarDay, exactMoment, relativeDay, relativeMoment, shortDate } from '../text/moments';
import { Now } from './now';

/**
 * A moment as a person says it, exact on hover. `at` is ISO 8601: with a time it is told to the minute
 * ("3 days ago", "3 days" with `as="age"`, "21 Nov" with `as="date"`); a bare date is told as a day, since admins see no times of check-ins.
 */
@Component({
  selector: 'hf-moment',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="at()" [attr.title]="exact()">{{ said() }}</time>`,
})
export class Moment {
  readonly #now = inject(Now).now;
  readonly at = input.required<string>();
  readonly as = input<'relative' | 'age' | 'date'>('relative');

  readonly #isDay = computed(() => /^\d{4}-\d{2}-\d{2}$/.test(this.at()));

  readonly said = computed(() => {
    if (this.#isDay()) return relativeDay(this.at(), this.#now());
    const moment = new Date(this.at());
    if (this.as() === 'date') return shortDate(moment, this.#now());
    return this.as() === 'age' ? age(moment, this.#now()) : relativeMoment(moment, this.#now());
  });

  readonly exact = computed(() =>
    this.#isDay()
      ? calendarDay(this.at()).toLocaleDateString(undefined, { dateStyle: 'full' })
      : exactMoment(new Date(this.at())),
  );
}
