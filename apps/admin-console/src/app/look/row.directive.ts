import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { Reading } from '../api/read';
import type { PageOf } from '../api/call';

/** The cells of one row of a {@link List}: `<ng-template [hfRow]="phones" let-phone>`; the reading gives the type. */
@Directive({ selector: '[hfRow]' })
export class RowTemplate<Row> {
  readonly hfRow = input.required<Reading<PageOf<Row>>>();
  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row>(_: RowTemplate<Row>, context: unknown): context is { $implicit: Row } {
    return context !== null;
  }
}
