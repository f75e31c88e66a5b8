import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ApiScope } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { makeApiToken } from '../client/fn/api-tokens/make-api-token';
import { CopyButton } from '../look/copy-button';
import { FaultCard } from '../look/fault-card';
import { SCOPE_TEXTS } from './scope-texts';

const EMPTY = { label: '', days: '90' };

/** Makes a token and shows it, this once. */
@Component({
  selector: 'hf-make-token',
  imports: [
    CopyButton,
    FaultCard,
    FormField,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './make-token-card.html',
  styles: `
    fieldset {
      border: 0;
      padding: 0;
      min-inline-size: 0;
      display: flex;
      flex-direction: column;
    }
  `,
})
export class MakeTokenCard {
  /** What the signed-in person may give. */
  readonly scopes = input.required<readonly ApiScope[]>();
  readonly changed = output();
  readonly making = inject(Changes).of(makeApiToken);
  readonly made = signal<string | undefined>(undefined);
  readonly chosen = signal<readonly ApiScope[]>([]);
  readonly #tried = signal(false);
  readonly texts = SCOPE_TEXTS;
  readonly terms = [
    { days: '30', text: $localize`30 days` },
    { days: '90', text: $localize`90 days` },
    { days: '180', text: $localize`180 days` },
    { days: '365', text: $localize`A year` },
  ];
  readonly #model = signal(EMPTY);
  readonly entry = form(this.#model, (path) => {
    required(path.label, { message: $localize`A label is needed, to know the token again.` });
    maxLength(path.label, 120, { message: $localize`At most 120 characters.` });
  });

  scopeMissing(): boolean {
    return this.#tried() && this.chosen().length === 0;
  }

  choose(scope: ApiScope, chosen: boolean): void {
    const rest = this.chosen().filter((one) => one !== scope);
    this.chosen.set(chosen ? [...rest, scope] : rest);
  }

  async make(event: Event): Promise<void> {
    event.preventDefault();
    this.#tried.set(true);
    await submit(this.entry, async () => {
      if (this.chosen().length === 0) return;
      const { label, days } = this.entry().value();
      const answer = await this.making.run({
        body: { label, days: Number(days), scopes: [...this.chosen()] },
      });
      if (answer === undefined) return;
      this.made.set(answer.token);
      this.#model.set(EMPTY);
      this.chosen.set([]);
      this.#tried.set(false);
      this.entry().reset();
      this.changed.emit();
    });
  }
}
