import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { LeaverDetail } from '@holdfast/contracts';
import { erasureCertificate } from '../client/fn/leavers/erasure-certificate';
import { Day } from '../look/day';

/** What was erased of somebody, and what a location has not let go yet. */
@Component({
  selector: 'hf-erasure',
  imports: [Day],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 i18n>Erasure</h3>
    <p class="quiet">
      <ng-container i18n>Begun on</ng-container>&ngsp;<hf-day [on]="erasure().begunOn" as="date" />.
      @switch (erasure().certificate) {
        @case ('final') {
          <ng-container i18n>Everything was read back as gone.</ng-container>
        }
        @case ('interim') {
          <ng-container i18n>Something is not reached yet; it is tried again by itself.</ng-container>
        }
        @default {
          <ng-container i18n>It goes on by itself.</ng-container>
        }
      }
    </p>
    @for (place of erasure().notReached; track place.location) {
      <p>
        <b>{{ place.location }}</b>: {{ place.why }}
        @if (place.until; as day) {
          <ng-container i18n>Until</ng-container>&ngsp;<hf-day [on]="day" as="date" />.
        }
      </p>
    }
    @if (erasure().certificate) {
      <a class="link" [href]="path()" download="erasure-certificate.json" i18n
        >The signed certificate (JSON)</a
      >
    }
  `,
})
export class ErasurePart {
  readonly id = input.required<string>();
  readonly erasure = input.required<NonNullable<LeaverDetail['erasure']>>();

  path(): string {
    return erasureCertificate.PATH.replace('{id}', this.id());
  }
}
