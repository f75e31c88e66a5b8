import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ageInDays, dayText, fullDayText, relativeDay } from '../text/days';
import { Now } from './now';

const SAID = { relative: relativeDay, age: ageInDays, date: (date: string) => dayText(date) };

/**
 * A date as a person says it: "3 days ago", "3 days" with `as="age"`, "22 Nov 2026" with `as="date"`; whole on hover.
 * Nothing about phones and workstations has an hour here: Holdfast keeps no attendance records.
 */
@Component({
  selector: 'hf-day',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="on()" [attr.title]="whole()">{{ said() }}</time>`,
})
export class Day {
  readonly #now = inject(Now).now;
  /** `2026-11-22`, UTC. */
  readonly on = input.required<string>();
  readonly as = input<keyof typeof SAID>('relative');
  readonly said = computed(() => SAID[this.as()](this.on(), this.#now()));
  readonly whole = computed(() => fullDayText(this.on()));
}
