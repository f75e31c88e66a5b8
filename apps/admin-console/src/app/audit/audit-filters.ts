import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { AUDIT_ACTIONS, AUDIT_TEXTS } from '../text/audit-texts';

/** What of the log is shown; every choice is in the URL. */
@Component({
  selector: 'hf-audit-filters',
  imports: [MatFormField, MatInput, MatLabel, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="filters">
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label i18n>What</mat-label>
        <select matNativeControl #what (change)="choose('action', what.value)">
          <option value="" [selected]="!action()" i18n>Everything</option>
          @for (one of actions; track one) {
            <option [value]="one" [selected]="one === action()">{{ texts[one] }}</option>
          }
        </select>
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label i18n>From (UTC)</mat-label>
        <input matInput type="date" #first [value]="from() ?? ''" (change)="choose('from', first.value)" />
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label i18n>To (UTC)</mat-label>
        <input matInput type="date" #last [value]="to() ?? ''" (change)="choose('to', last.value)" />
      </mat-form-field>
      @if (person()) {
        <a
          class="chip"
          aria-current="true"
          routerLink="."
          [queryParams]="{ person: null, cursor: null }"
          queryParamsHandling="merge"
          i18n
          >One person · show all</a
        >
      }
    </div>
  `,
})
export class AuditFilters {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly action = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly person = input<string>();
  readonly actions = AUDIT_ACTIONS;
  readonly texts = AUDIT_TEXTS;

  choose(name: 'action' | 'from' | 'to', value: string): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: { [name]: value || null, cursor: null },
      queryParamsHandling: 'merge',
    });
  }
}
