import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, contentChild, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PageOf } from '../api/call';
import type { Reading } from '../api/read';
import { countedText, formatCount } from '../text/counts';
import { Freshness } from './freshness';
import { RowTemplate } from './row.directive';

/** A column's heading. `wide` columns go on small screens; `end` aligns figures and actions. */
export interface Column {
  readonly title: string;
  readonly class?: 'wide' | 'end' | 'wide end';
}

/**
 * The one list of the console: a table whose filters and cursor live in the URL, so that Back, a bookmark and a
 * sent link all work; its states (loading, empty, failed, stale) look the same on every page.
 */
@Component({
  selector: 'hf-list',
  imports: [Freshness, NgTemplateOutlet, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <hf-freshness [reading]="reading()" [failed]="failed()" />
    @if (page(); as page) {
      @if (page.items.length === 0) {
        <div class="empty">
          @if (filtered()) {
            <b i18n>Nothing matches</b>
            <p class="quiet" i18n>The filter leaves nothing. Everything else is still there.</p>
            <a class="link" routerLink="." i18n>Show all</a>
          } @else {
            <ng-content select="[empty]" />
          }
        </div>
      } @else {
        <div class="scroll">
          <table [attr.aria-busy]="reading().loading()">
            <caption class="for-readers">
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                @for (column of columns(); track column.title) {
                  <th scope="col" [class]="column.class">{{ column.title }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of page.items; track keyOf(row)) {
                <tr>
                  <ng-container
                    [ngTemplateOutlet]="rowTemplate().template"
                    [ngTemplateOutletContext]="{ $implicit: row }"
                  />
                </tr>
              }
            </tbody>
          </table>
        </div>
        <nav class="pages" aria-label="Pages of the list" i18n-aria-label>
          @if (total(); as total) {
            <span class="quiet" i18n>{{ shown() }} of {{ total }} shown</span>
          } @else {
            <span class="quiet" i18n>{{ shown() }} shown</span>
          }
          @if (cursor()) {
            <a class="link" routerLink="." [queryParams]="{ cursor: null }" queryParamsHandling="merge" i18n
              >First page</a
            >
          }
          @if (page.nextCursor; as next) {
            <a class="link" routerLink="." [queryParams]="{ cursor: next }" queryParamsHandling="merge" i18n
              >Next page</a
            >
          }
        </nav>
      }
    }
  `,
  styleUrl: './list.css',
})
export class List<Row extends { id: string } | { seq: number }> {
  readonly reading = input.required<Reading<PageOf<Row>>>();
  readonly columns = input.required<readonly Column[]>();
  readonly caption = input.required<string>();
  /** What failed, as a sentence, should it fail. */
  readonly failed = input.required<string>();
  /** Whether a filter is set: an empty answer then has another reason. */
  readonly filtered = input(false);
  readonly cursor = input<string>();
  readonly rowTemplate = contentChild.required<RowTemplate<Row>>(RowTemplate);

  readonly page = computed(() => this.reading().value());
  readonly shown = computed(() => formatCount(this.page()?.items.length ?? 0));
  readonly total = computed(() => {
    const page = this.page();
    return page?.total === undefined ? undefined : countedText(page.total, page.more);
  });

  keyOf(row: Row): string | number {
    return 'id' in row ? row.id : row.seq;
  }
}
