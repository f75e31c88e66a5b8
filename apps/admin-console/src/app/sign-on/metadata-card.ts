import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { SignedParts, SsoConnection } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { changeSsoDraft } from '../client/fn/sso/change-sso-draft';
import { importSsoMetadata } from '../client/fn/sso/import-sso-metadata';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Moment } from '../look/moment';

const MAX_FILE_BYTES = 500_000;

/** Step 2: what Holdfast has to know of the identity provider, from its metadata. */
@Component({
  selector: 'hf-metadata',
  imports: [Day, FaultCard, MatButton, MatFormField, MatHint, MatInput, MatLabel, Moment],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './metadata-card.html',
})
export class MetadataCard {
  readonly connection = input.required<SsoConnection>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output<SsoConnection>();
  readonly importing = inject(Changes).of(importSsoMetadata);
  readonly changing = inject(Changes).of(changeSsoDraft);
  readonly address = signal('');
  readonly fileTooLarge = signal(false);
  readonly settings = computed(() => this.connection().draft ?? this.connection().live);
  readonly signedChoices: readonly { value: SignedParts; text: string }[] = [
    { value: 'both', text: $localize`Response and assertion (best)` },
    { value: 'assertion', text: $localize`The assertion only` },
    { value: 'response', text: $localize`The response only` },
  ];

  async fromAddress(): Promise<void> {
    if (this.address().trim() !== '') await this.#take({ url: this.address().trim() });
  }

  async fromFile(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file === undefined) return;
    this.fileTooLarge.set(file.size > MAX_FILE_BYTES);
    if (!this.fileTooLarge()) await this.#take({ xml: await file.text() });
    field.value = '';
  }

  async choose(body: { signed?: SignedParts; encryptedOnly?: boolean }): Promise<void> {
    const made = await this.changing.run({ id: this.connection().id, body });
    if (made !== undefined) this.changed.emit(made);
  }

  async #take(body: { url: string } | { xml: string }): Promise<void> {
    const made = await this.importing.run({ id: this.connection().id, body });
    if (made !== undefined) this.changed.emit(made);
  }
}
