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
import type { Role, SsoConnection, SsoSettings } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { changeSsoDraft } from '../client/fn/sso/change-sso-draft';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { ROLE_TEXTS, ROLES } from '../text/role-texts';

type Field = keyof SsoSettings['attributes'];
type Group = SsoSettings['groups'][number];

/** Step 4: which attribute is what, and what groups may do. Shows at once what it makes of the last test login. */
@Component({
  selector: 'hf-mapping',
  imports: [FaultCard, MatButton, MatFormField, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './mapping-card.html',
})
export class MappingCard {
  readonly #say = inject(Say);
  readonly connection = input.required<SsoConnection>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output<SsoConnection>();
  readonly changing = inject(Changes).of(changeSsoDraft);
  readonly #draft = computed(() => this.connection().draft as SsoSettings);
  readonly attributes = linkedSignal(() => ({ ...this.#draft().attributes }));
  readonly groups = linkedSignal<Group[]>(() => this.#draft().groups.map((group) => ({ ...group })));
  readonly join = linkedSignal(() => this.#draft().joinOnSignIn);
  readonly link = linkedSignal(() => this.#draft().linkByEmail);
  readonly mapped = computed(() => this.connection().test?.mapped);
  readonly received = computed(
    () => this.connection().test?.received?.attributes.map(({ name }) => name) ?? [],
  );
  readonly receivedGroups = computed(() => this.mapped()?.groups ?? []);
  readonly roleTexts = ROLE_TEXTS;
  /** Owners are made by owners only. */
  readonly roles = ROLES.filter((role): role is Exclude<Role, 'owner'> => role !== 'owner');
  readonly fields: readonly { name: Field; label: string }[] = [
    { name: 'name', label: $localize`Name` },
    { name: 'email', label: $localize`E-mail address` },
    { name: 'department', label: $localize`Department` },
    { name: 'groups', label: $localize`Groups` },
  ];

  attribute(field: Field, value: string): void {
    this.attributes.update((known) => ({ ...known, [field]: value.trim() || null }));
  }

  group(index: number, change: Partial<Group>): void {
    this.groups.update((known) => known.map((group, at) => (at === index ? { ...group, ...change } : group)));
  }

  addGroup(): void {
    this.groups.update((known) => [...known, { group: '', role: 'admin' }]);
  }

  removeGroup(index: number): void {
    this.groups.update((known) => known.filter((_group, at) => at !== index));
  }

  async keep(event: Event): Promise<void> {
    event.preventDefault();
    const { email, ...others } = this.attributes();
    const made = await this.changing.run({
      id: this.connection().id,
      body: {
        attributes: { ...others, email: email || 'email' },
        groups: this.groups().filter(({ group }) => group.trim() !== ''),
        joinOnSignIn: this.join(),
        linkByEmail: this.link(),
      },
    });
    if (made === undefined) return;
    this.changed.emit(made);
    this.#say.done($localize`The mapping is kept in the draft.`);
  }
}
