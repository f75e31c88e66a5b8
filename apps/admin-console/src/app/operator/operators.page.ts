import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Answer } from '../api/call';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { changeOperator } from '../client/fn/operator/change-operator';
import { inviteOperator } from '../client/fn/operator/invite-operator';
import { listOperators } from '../client/fn/operator/list-operators';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Moment } from '../look/moment';
import { OperatorSession } from './operator-session';

/** Operators among themselves: who there is, a token for one more, and who may no longer. */
@Component({
  imports: [CopyButton, Day, FaultCard, Freshness, MatButton, Moment],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operators.page.html',
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      padding-block: 8px;
      border-block-start: 1px solid var(--line);
    }
    li:first-child {
      border: 0;
    }
    li button {
      margin-inline-start: auto;
    }
  `,
})
export class OperatorsPage {
  readonly me = inject(OperatorSession).me;
  readonly operators = read(listOperators, () => ({}));
  readonly inviting = inject(Changes).of(inviteOperator);
  readonly changing = inject(Changes).of(changeOperator);
  readonly invited = signal<Answer<typeof inviteOperator> | undefined>(undefined);

  async invite(): Promise<void> {
    const token = await this.inviting.run(undefined);
    if (token !== undefined) this.invited.set(token);
  }

  async change(operator: { id: string; active: boolean }): Promise<void> {
    const { id, active } = operator;
    if ((await this.changing.run({ id, body: { active: !active } })) !== undefined) this.operators.reload();
  }
}
