import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { InventorySource } from '@holdfast/contracts';
import { Changes } from '../../api/change';
import { removeInventorySource } from '../../client/fn/inventory/remove-inventory-source';
import { Day } from '../../look/day';
import { Say } from '../../look/say';
import { Tag } from '../../look/tag';
import { formatCount } from '../../text/counts';
import { phonesListed } from './inventory-texts';

/** The lists that tell of phones, and how old each is. */
@Component({
  selector: 'hf-sources',
  imports: [Day, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card spaced">
      <h2 i18n>Sources</h2>
      <ul class="lines">
        @for (source of sources(); track source.name) {
          <li>
            <span>
              <span>
                <b>{{ source.name }}</b>&ngsp;
                @if (source.quiet) {
                  <hf-tag meaning="waiting" text="Quiet: not refreshed" i18n-text />
                }
              </span>
              <small class="quiet">
                <ng-container i18n>Refreshed</ng-container>&ngsp;<hf-day [on]="source.importedOn" /> ·
                {{ phonesListed(source.phones) }} ·
                <ng-container i18n>{{ formatCount(source.notEnrolled) }} not enrolled</ng-container>
                @if (source.unknownPeople > 0) {
                  ·
                  <ng-container i18n
                    >{{ formatCount(source.unknownPeople) }} of people who are not known here</ng-container
                  >
                }
              </small>
            </span>
            @if (mayChange()) {
              @if (asked() === source.name) {
                <span class="do-row" role="alert">
                  <span i18n>All that it told of is forgotten.</span>
                  <button
                    matButton="outlined"
                    [disabled]="removing.running()"
                    (click)="remove(source.name)"
                    i18n
                  >
                    Remove it
                  </button>
                  <button matButton="text" (click)="asked.set(undefined)" i18n>Keep it</button>
                </span>
              } @else {
                <button matButton="text" (click)="asked.set(source.name)" i18n>Remove…</button>
              }
            }
          </li>
        }
      </ul>
    </section>
  `,
})
export class SourcesCard {
  readonly #say = inject(Say);
  readonly sources = input.required<readonly InventorySource[]>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output();
  readonly removing = inject(Changes).of(removeInventorySource);
  readonly asked = signal<string | undefined>(undefined);
  readonly phonesListed = phonesListed;
  readonly formatCount = formatCount;

  async remove(name: string): Promise<void> {
    await this.removing.run({ name });
    const fault = this.removing.fault();
    if (fault !== undefined) {
      this.#say.failed($localize`${name}:name: is still there.`, fault);
      return;
    }
    this.asked.set(undefined);
    this.#say.done($localize`${name}:name: is removed.`);
    this.changed.emit();
  }
}
