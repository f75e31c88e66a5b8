import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { changeText, formatCount } from '../text/counts';
import { type Headline, headlineParts, partsText } from './headline-parts';

/** The sentence, and the bar whose parts add up to everybody in scope. */
@Component({
  selector: 'hf-headline',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card" aria-label="People protected" i18n-aria-label>
      @if (headline().inScope === 0) {
        <p class="say" i18n>Nobody is in scope yet.</p>
        <p class="quiet" i18n>Add the first employee, then enrol a laptop for them.</p>
      } @else {
        <p class="say">
          <ng-container i18n
            ><b
              ><a routerLink="/phones" [queryParams]="{ state: 'protected' }">{{ count().protected }}</a></b
            >
            of {{ count().inScope }} {headline().inScope, plural, =1 {person is} other {people are}} protected
            as the policy asks.
          </ng-container>
          @if (headline().notProtected > 0) {
            <ng-container i18n
              ><em
                ><a routerLink="/gaps">{{ count().notProtected }}</a></em
              >
              {headline().notProtected, plural, =1 {is} other {are}} not.
            </ng-container>
          }
          @if (headline().noPhone > 0) {
            <ng-container i18n
              ><a routerLink="/people">{{ count().noPhone }}</a>
              {headline().noPhone, plural, =1 {has} other {have}} declared no phone.</ng-container
            >
          }
        </p>
        @if (change(); as changed) {
          <p class="quiet" i18n>Protected since yesterday: {{ changed }}</p>
        }
        <div class="parts" role="img" [attr.aria-label]="partsText()">
          @for (part of parts(); track part.text) {
            <i [class]="'fill-' + part.fill" [style.flex-grow]="part.count"></i>
          }
        </div>
        <div class="key">
          @for (part of parts(); track part.text) {
            <a [routerLink]="part.link.path" [queryParams]="part.link.query ?? {}">
              <i [class]="'fill-' + part.fill"></i><b>{{ part.count }}</b> {{ part.text }}
            </a>
          }
        </div>
      }
    </section>
  `,
})
export class HeadlineCard {
  readonly headline = input.required<Headline>();
  /** How many more people are protected than when today (UTC) began. */
  readonly sinceYesterday = input(0);
  readonly change = computed(() => changeText(this.sinceYesterday()));
  readonly parts = computed(() => headlineParts(this.headline()));
  readonly partsText = computed(() => partsText(this.parts()));
  readonly count = computed(() => {
    const { inScope, protected: met, notProtected, noPhone } = this.headline();
    return {
      inScope: formatCount(inScope),
      protected: formatCount(met),
      notProtected: formatCount(notProtected),
      noPhone: formatCount(noPhone),
    };
  });
}
