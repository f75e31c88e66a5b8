import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Role } from '@holdfast/contracts';
import type { Answer } from '../api/call';
import { Changes } from '../api/change';
import { changePerson } from '../client/fn/people/change-person';
import type { getPerson } from '../client/fn/people/get-person';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Session } from '../session/session';
import { isAppointed, ROLE_TEXTS, rolesToGive } from '../text/role-texts';

/** What one person may do here, and whether at all. Counts from their next request on. */
@Component({
  selector: 'hf-role',
  imports: [FaultCard, MatButton, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './role-card.html',
  styles: `
    .do-row,
    .quiet {
      margin-block-end: 16px;
    }
  `,
})
export class RoleCard {
  readonly #say = inject(Say);
  readonly #mayAppoint = inject(Session).may('people.appoint');
  readonly person = input.required<Answer<typeof getPerson>>();
  readonly changed = output();
  readonly changing = inject(Changes).of(changePerson);
  readonly roleTexts = ROLE_TEXTS;
  /** Why nothing can be changed here, if so. */
  readonly beyond = computed(() => !this.#mayAppoint && isAppointed(this.person().role));
  readonly fromDirectory = computed(() => this.person().roleSource === 'directory');
  /** No group makes an owner, so that can be done here whoever gives the other roles. */
  readonly roles = computed<Role[]>(() => {
    if (!this.fromDirectory()) return rolesToGive(this.#mayAppoint);
    return this.#mayAppoint ? [...new Set<Role>(['owner', this.person().role])] : [];
  });
  readonly chosen = linkedSignal(() => this.person().role);

  choose(event: Event): void {
    this.chosen.set((event.target as HTMLSelectElement).value as Role);
  }

  async changeRole(): Promise<void> {
    const { name } = this.person();
    const role = this.chosen();
    if (await this.#change({ role }))
      this.#say.done($localize`${name}:name: is ${ROLE_TEXTS[role]}:role: from now on.`);
  }

  async deactivate(): Promise<void> {
    const { name } = this.person();
    if (await this.#change({ active: false })) this.#say.done($localize`${name}:name: is deactivated.`);
  }

  async #change(body: { role?: Role; active?: boolean }): Promise<boolean> {
    const done = (await this.changing.run({ id: this.person().id, body })) !== undefined;
    if (done) this.changed.emit();
    return done;
  }
}
