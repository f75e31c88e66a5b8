import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { email, form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { Role } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { addPerson } from '../client/fn/people/add-person';
import { FaultCard } from '../look/fault-card';
import { Session } from '../session/session';
import { ROLE_TEXTS, rolesToGive } from '../text/role-texts';

/** Adds one employee by hand; a directory does it for all later. */
@Component({
  imports: [FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-person.page.html',
})
export class NewPersonPage {
  readonly #router = inject(Router);
  readonly adding = inject(Changes).of(addPerson);
  readonly roles = rolesToGive(inject(Session).may('people.appoint'));
  readonly roleTexts = ROLE_TEXTS;
  readonly person = form(
    signal({ name: '', email: '', department: '', role: 'employee' as Role }),
    (path) => {
      required(path.name, { message: $localize`A name is needed.` });
      maxLength(path.name, 120, { message: $localize`At most 120 characters.` });
      required(path.email, { message: $localize`An e-mail address is needed: reminders go there.` });
      email(path.email, { message: $localize`This is not an e-mail address.` });
      maxLength(path.department, 120, { message: $localize`At most 120 characters.` });
    },
  );

  async add(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.person, async () => {
      const entered = this.person().value();
      const department = entered.department.trim() === '' ? null : entered.department.trim();
      const added = await this.adding.run({ body: { ...entered, department } });
      if (added !== undefined) await this.#router.navigate(['/people', added.id]);
    });
  }
}
