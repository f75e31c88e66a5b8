import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { changeLocation } from '../client/fn/storage/change-location';
import { listLocations } from '../client/fn/storage/list-locations';
import { PageTitle } from '../frame/page-title';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Say } from '../look/say';
import { changeOf, entryOf, type LocationEntry, NOTHING_SAID } from './location-entry';

/** What people say about a location: its name, the country, when its credential or contract ends, what it costs. */
@Component({
  imports: [
    FaultCard,
    FormField,
    Freshness,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './edit-location.page.html',
})
export class EditLocationPage {
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly id = input.required<string>();
  readonly locations = read(listLocations, () => ({ limit: 200 }));
  readonly known = computed(() => this.locations.value()?.items.find(({ id }) => id === this.id()));
  readonly changing = inject(Changes).of(changeLocation);
  readonly #entry = signal<LocationEntry>(NOTHING_SAID);
  readonly entry = form(this.#entry, (path) => {
    required(path.name, { message: $localize`A name is needed; the timeline shows it beside each copy.` });
    maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
    pattern(path.jurisdiction, /^\s*[A-Za-z]{2}\s*$/, {
      message: $localize`Two letters are needed, like DE.`,
    });
    pattern(path.perGibMonth, /^\s*\d{1,5}([.,]\d{1,9})?\s*$/, {
      message: $localize`A number below 100,000 is needed, like 0.0049.`,
    });
    required(path.currency, {
      message: $localize`A price needs its currency.`,
      when: ({ valueOf }) => valueOf(path.perGibMonth).trim() !== '',
    });
    pattern(path.currency, /^\s*[A-Za-z]{3}\s*$/, {
      message: $localize`Three letters are needed, like EUR.`,
    });
    required(path.asOf, {
      message: $localize`A price needs the day of its price list.`,
      when: ({ valueOf }) => valueOf(path.perGibMonth).trim() !== '',
    });
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const known = this.known();
      if (known === undefined) return;
      title.name(known.name);
      this.#entry.set(entryOf(known));
    });
  }

  async save(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const saved = await this.changing.run({ id: this.id(), body: changeOf(this.#entry()) });
      if (saved === undefined) return;
      this.#say.done($localize`What is said about ${saved.name}:name: is saved.`);
      await this.#router.navigate(['/storage']);
    });
  }
}
