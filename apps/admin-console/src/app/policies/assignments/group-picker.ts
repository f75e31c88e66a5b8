import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { read } from '../../api/read';
import { listPolicyGroups } from '../../client/fn/policies/list-policy-groups';
import { Freshness } from '../../look/freshness';
import { formatCount, people } from '../../text/counts';
import type { Line } from './line-order';

const SHOWN = 20;

/** Finds a group of the directory to which a policy is assigned; those that have a line are no choice. */
@Component({
  selector: 'hf-group-picker',
  imports: [Freshness, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Assign a policy to another group</h2>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label i18n>Search groups of the directory</mat-label>
        <input
          #field
          matInput
          type="search"
          maxlength="120"
          autocomplete="off"
          (input)="typed(field.value)"
        />
      </mat-form-field>
      <hf-freshness [reading]="groups" failed="The groups could not be read." i18n-failed [lines]="2" />
      @if (groups.value(); as found) {
        <ul class="lines" aria-live="polite">
          @for (group of shown(); track group.id) {
            <li>
              <span
                >{{ group.name }}<small class="quiet">{{ people(group.people) }}</small></span
              >
              @if (group.isTaken) {
                <span class="quiet" i18n>has a line above</span>
              } @else {
                <button
                  matButton="outlined"
                  type="button"
                  [attr.aria-label]="group.label"
                  (click)="chosen.emit(group)"
                  i18n
                >
                  Assign a policy
                </button>
              }
            </li>
          } @empty {
            <li>
              @if (q()) {
                <span i18n>No group is called so.</span>
              } @else {
                <span>
                  <ng-container i18n>The directory has told of no group yet.</ng-container>&ngsp;<a
                    class="link"
                    routerLink="/settings/directory"
                    i18n
                    >To the directory</a
                  >
                </span>
              }
            </li>
          }
        </ul>
        @if (found.total > shown().length) {
          <p class="quiet" i18n>
            {{ formatCount(shown().length) }} of {{ formatCount(found.total) }} shown: search for the others
          </p>
        }
      }
    </section>
  `,
  styles: `
    mat-form-field {
      inline-size: min(480px, 100%);
      margin-block: 12px;
    }
  `,
})
export class GroupPicker {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly taken = input.required<readonly Line[]>();
  readonly chosen = output<{ id: string; name: string }>();
  readonly q = signal<string | undefined>(undefined);
  readonly groups = read(listPolicyGroups, () => {
    const q = this.q();
    return q === undefined ? { limit: SHOWN } : { q, limit: SHOWN };
  });
  readonly shown = computed(() =>
    (this.groups.value()?.items ?? []).map((group) => ({
      ...group,
      isTaken: this.taken().some((line) => line.group?.id === group.id),
      label: $localize`Assign a policy to ${group.name}:name:`,
    })),
  );
  readonly people = people;
  readonly formatCount = formatCount;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
  }

  typed(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.q.set(text.trim() === '' ? undefined : text.trim());
    }, 250);
  }
}
