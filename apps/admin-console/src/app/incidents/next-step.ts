import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../session/session';
import { mendedAt } from './incident-texts';

/** The next step of an incident, as the way to where it is done for who may go there. */
@Component({
  selector: 'hf-next-step',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <b i18n>Next:</b>&ngsp;
    @if (path(); as there) {
      <a class="link" [routerLink]="there">{{ incident().nextStep }}</a>
    } @else {
      {{ incident().nextStep }}
    }
  `,
})
export class NextStep {
  readonly #session = inject(Session);
  readonly incident = input.required<{ readonly kind: string; readonly nextStep: string }>();
  readonly path = computed(() => {
    const place = mendedAt(this.incident().kind);
    return place !== undefined && this.#session.may(place.permission) ? place.path : undefined;
  });
}
