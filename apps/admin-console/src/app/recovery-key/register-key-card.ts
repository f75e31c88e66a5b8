import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField, required, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { CompanyKeyState } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { registerCompanyKey } from '../client/fn/recovery-key/register-company-key';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { lastGroup } from './fingerprint';
import { pastedKey } from './pasted-key';

/**
 * Registers a key, or another one in its place: pasted, its fingerprint computed here and compared with what its holders have.
 * What is typed shows that somebody looked: a key that was exchanged on its way has another fingerprint.
 */
@Component({
  selector: 'hf-register-key',
  imports: [FaultCard, FormField, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './register-key-card.html',
  styles: `
    .fingerprint {
      font-size: var(--size-3);
      line-height: 24px;
    }
  `,
})
export class RegisterKeyCard {
  readonly #say = inject(Say);
  readonly known = input.required<CompanyKeyState>();
  readonly registered = output<CompanyKeyState>();
  /** Another key is in force than `known` says. */
  readonly outdated = output();
  readonly registering = inject(Changes).of(registerCompanyKey);
  readonly conflict = computed(() => this.registering.fault()?.code === 'version-conflict');
  readonly #model = signal({ publicKey: '', ending: '' });
  readonly pasted = pastedKey(
    computed(() => this.#model().publicKey.trim()),
    this.known,
  );
  /** Shown once there is nothing to refuse: what nobody can register, nobody compares. */
  readonly fingerprint = computed(() =>
    this.pasted.refusal() === undefined ? this.pasted.fingerprint() : undefined,
  );
  readonly entry = form(this.#model, (path) => {
    required(path.publicKey, { message: $localize`The public half is needed.` });
    validate(path.publicKey, () => {
      const message = this.pasted.refusal();
      return message === undefined ? undefined : { kind: 'refused', message };
    });
    required(path.ending, { message: $localize`Compare it, and type its last four characters.` });
    validate(path.ending, ({ value }) => {
      const typed = value().trim().toLowerCase();
      const message = $localize`That is not how the fingerprint above ends. If the holders read something else to you, it is not their key: register nothing.`;
      if (typed === '' || typed === lastGroup(this.fingerprint() ?? '')) return undefined;
      return { kind: 'other', message };
    });
  });

  async register(event: Event): Promise<void> {
    event.preventDefault();
    // Enter before there is a fingerprint: nothing was compared.
    if (this.fingerprint() === undefined) this.entry.publicKey().markAsTouched();
    else await submit(this.entry, () => this.#register());
  }

  async #register(): Promise<void> {
    const { publicKey } = this.#model();
    const replaces = this.known().current?.fingerprint ?? null;
    const made = await this.registering.run({ body: { publicKey: publicKey.trim(), replaces } });
    if (this.conflict()) {
      // Compared once more: by then it may take another key's place than it seemed.
      this.#model.set({ publicKey, ending: '' });
      this.entry.ending().reset();
      this.outdated.emit();
    }
    if (made === undefined) return;
    this.#model.set({ publicKey: '', ending: '' });
    this.entry().reset();
    this.registered.emit(made);
    this.#say.done($localize`The recovery key is registered.`);
  }
}
