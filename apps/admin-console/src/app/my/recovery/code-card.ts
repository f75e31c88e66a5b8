import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecoveryCodeDates } from '@holdfast/contracts';
import { CopyButton } from '../../look/copy-button';
import { Day } from '../../look/day';
import { Now } from '../../look/now';
import { Tag } from '../../look/tag';
import { codeStanding } from './code-standing';

/** When the code was made, proven and is due, and the two commands that change that. */
@Component({
  selector: 'hf-code-dates',
  imports: [CopyButton, Day, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './code-card.html',
  styles: `
    dl {
      margin-block-start: 12px;
    }
  `,
})
export class CodeCard {
  readonly #now = inject(Now).now;
  readonly known = input.required<RecoveryCodeDates>();
  readonly standing = computed(() => codeStanding(this.known(), this.#now()));
  readonly prove = 'holdfast recovery-code prove';
  readonly replace = 'holdfast recovery-code replace';
}
