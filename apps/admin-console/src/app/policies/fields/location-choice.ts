import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { read } from '../../api/read';
import { listLocations } from '../../client/fn/storage/list-locations';
import { Freshness } from '../../look/freshness';
import { ChoiceBoxes } from './choice-boxes';

/** Which of the company's locations are used. One that is named and is not there any more can be taken out. */
@Component({
  selector: 'hf-location-choice',
  imports: [ChoiceBoxes, Freshness],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="locations" failed="The locations could not be read." i18n-failed [lines]="1" />
    @if (locations.value()) {
      <hf-boxes [legend]="legend()" [choices]="choices()" [chosen]="chosen()" (changed)="changed.emit($event)"
        ><span class="quiet" i18n>No location is connected yet.</span></hf-boxes
      >
      @if (ordered(); as order) {
        <p class="quiet">{{ order }}</p>
      }
      <p class="quiet">{{ consequence() }}</p>
    }
  `,
})
export class LocationChoice {
  readonly legend = input.required<string>();
  readonly chosen = input.required<readonly string[]>();
  readonly consequence = input.required<string>();
  readonly changed = output<string[]>();
  readonly locations = read(listLocations, () => ({ limit: 200 }));
  readonly choices = computed(() => {
    const known = (this.locations.value()?.items ?? []).map(({ id, name }) => ({ value: id, text: name }));
    const gone = this.chosen().filter((id) => !known.some(({ value }) => value === id));
    return [...known, ...gone.map((id) => ({ value: id, text: $localize`not there any more (${id}:id:)` }))];
  });
  /** "Frankfurt, then Vault": only where there is an order to tell. */
  readonly ordered = computed(() => {
    const names = this.chosen().map((id) => this.choices().find(({ value }) => value === id)?.text ?? id);
    return names.length < 2 ? undefined : names.join(' → ');
  });
}
