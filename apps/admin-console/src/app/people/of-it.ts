import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { read } from '../api/read';
import { listPeople } from '../client/fn/people/list-people';
import { Freshness } from '../look/freshness';
import { ROLE_TEXTS } from '../text/role-texts';

/** Chooses somebody of IT: who may take gaps and incidents on, and answers for what is left out. */
@Component({
  selector: 'hf-of-it',
  imports: [Freshness, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="people" failed="The people of IT could not be read." i18n-failed [lines]="1" />
    @if (people.value(); as known) {
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ label() }}</mat-label>
        <select matNativeControl #who (change)="chosen.set(who.value)">
          <option value="" [selected]="!chosen()" i18n>Choose somebody</option>
          @for (one of known.items; track one.id) {
            <option [value]="one.id" [selected]="one.id === chosen()">
              {{ one.name }} · {{ roles[one.role] }}
            </option>
          }
        </select>
      </mat-form-field>
    }
  `,
})
export class OfIt {
  readonly label = input.required<string>();
  /** Id of the person; empty: nobody yet. */
  readonly chosen = model('');
  readonly people = read(listPeople, () => ({ who: 'it' as const, limit: 200 }));
  readonly roles = ROLE_TEXTS;
}
