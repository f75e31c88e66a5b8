import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Changes } from '../api/change';
import { askExemption } from '../client/fn/coverage/ask-exemption';
import { FaultCard } from '../look/fault-card';
import { Now } from '../look/now';
import { Say } from '../look/say';
import { OfIt } from '../people/of-it';
import { Session } from '../session/session';
import { exemptions } from '../text/counts';
import type { GapSelection } from './chosen-gaps';

const DAY_MS = 86_400_000;
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Asks that gaps are left out of the score until a day: why, and who answers for it. Somebody else approves it. */
@Component({
  selector: 'hf-exempt',
  imports: [FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, OfIt],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './exempt-form.html',
  styles: `
    :host {
      display: block;
      margin-block: 16px;
    }
  `,
})
export class ExemptForm {
  readonly #say = inject(Say);
  readonly #me = inject(Session).me;
  readonly #now = inject(Now).now;
  readonly gaps = input.required<GapSelection>();
  readonly closed = output<'asked' | 'left'>();
  readonly asking = inject(Changes).of(askExemption);
  readonly owner = signal(this.#me()?.employee.id ?? '');
  readonly earliest = computed(() => isoDay(this.#now().getTime() + DAY_MS));
  readonly latest = computed(() => isoDay(this.#now().getTime() + 365 * DAY_MS));
  readonly entry = form(signal({ reason: '', until: '' }), (path) => {
    required(path.reason, { message: $localize`A reason is needed: whoever approves it reads it.` });
    maxLength(path.reason, 500, { message: $localize`At most 500 characters.` });
    required(path.until, { message: $localize`A day is needed on which the gaps count again.` });
    validate(path.until, ({ value }) => {
      const day = value();
      if (day === '' || (day >= this.earliest() && day <= this.latest())) return undefined;
      return { kind: 'far', message: $localize`Between tomorrow and a year from now.` };
    });
  });

  async ask(event: Event): Promise<void> {
    event.preventDefault();
    if (this.owner() === '') return;
    await submit(this.entry, async () => {
      const { reason, until } = this.entry().value();
      const body = { for: { gaps: this.gaps() }, reason: reason.trim(), ownerId: this.owner(), until };
      const made = await this.asking.run({ body });
      if (made === undefined) return;
      this.#say.done(outcome(made));
      this.closed.emit('asked');
    });
  }
}

function outcome({ exemptions: made, approved }: { exemptions: number; approved: boolean }): string {
  if (made === 0) return $localize`None of these gaps is open any more: nothing was asked for.`;
  return approved
    ? $localize`${exemptions(made)}:exemptions: in force: nobody else here could approve, and the log says so.`
    : $localize`Asked for ${exemptions(made)}:exemptions:: somebody else approves under Exemptions.`;
}
