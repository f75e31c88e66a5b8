import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mendedAt } from './incident-texts';

/** The next step of an incident, as the way to where it is done. */
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
  readonly incident = input.required<{ readonly kind: string; readonly nextStep: string }>();
  readonly path = computed(() => mendedAt(this.incident().kind));
}
