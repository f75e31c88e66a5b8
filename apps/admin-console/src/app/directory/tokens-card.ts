import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { DirectoryToken } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { makeDirectoryToken } from '../client/fn/directory/make-directory-token';
import { revokeDirectoryToken } from '../client/fn/directory/revoke-directory-token';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';

/** Tokens of the directory: made, shown once, revoked. */
@Component({
  selector: 'hf-tokens',
  imports: [
    CopyButton,
    Day,
    FaultCard,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    Tag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './tokens-card.html',
})
export class TokensCard {
  readonly #say = inject(Say);
  readonly tokens = input.required<readonly DirectoryToken[]>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output();
  readonly making = inject(Changes).of(makeDirectoryToken);
  readonly revoking = inject(Changes).of(revokeDirectoryToken);
  readonly made = signal<string | undefined>(undefined);
  /** The token whose end is being asked for. */
  readonly asked = signal<string | undefined>(undefined);
  readonly terms = [
    { days: '90', text: $localize`90 days` },
    { days: '180', text: $localize`180 days` },
    { days: '365', text: $localize`A year` },
    { days: '730', text: $localize`Two years` },
  ];
  readonly #model = signal({ label: '', days: '365' });
  readonly entry = form(this.#model, (path) => {
    required(path.label, { message: $localize`A label is needed, to know the token again.` });
    maxLength(path.label, 120, { message: $localize`At most 120 characters.` });
  });

  async make(event: Event): Promise<void> {
    event.preventDefault();
    await submit(this.entry, async () => {
      const { label, days } = this.entry().value();
      const answer = await this.making.run({ body: { label, days: Number(days) } });
      if (answer === undefined) return;
      this.made.set(answer.token);
      this.#model.set({ label: '', days: '365' });
      this.entry().reset();
      this.changed.emit();
    });
  }

  async revoke({ id, label }: DirectoryToken): Promise<void> {
    if ((await this.revoking.run({ id })) === undefined && this.revoking.fault() !== undefined) return;
    this.asked.set(undefined);
    this.#say.done($localize`“${label}:label:” is revoked.`);
    this.changed.emit();
  }
}
