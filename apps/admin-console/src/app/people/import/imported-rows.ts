import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ImportReport } from '@holdfast/contracts';
import { formatCount } from '../../text/counts';

/** The first rows of a file that are taken. */
@Component({
  selector: 'hf-imported-rows',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3>{{ title() }}</h3>
    <div class="scroll">
      <table>
        <caption class="for-readers">
          {{
            title()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col" i18n>Line</th>
            <th scope="col" i18n>Name</th>
            <th scope="col" i18n>E-mail address</th>
            <th scope="col" class="wide" i18n>Department</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.line) {
            <tr>
              <td>{{ row.line }}</td>
              <td>{{ row.name }}</td>
              <td>{{ row.email }}</td>
              <td class="wide">{{ row.department }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (count() > rows().length) {
      <p class="quiet" i18n>and {{ formatCount(count() - rows().length) }} more</p>
    }
  `,
})
export class ImportedRows {
  readonly title = input.required<string>();
  readonly rows = input.required<ImportReport['addedRows']>();
  readonly count = input.required<number>();
  readonly formatCount = formatCount;
}
