import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ApiToken } from '@holdfast/contracts';
import { Changes } from '../api/change';
import { revokeApiToken } from '../client/fn/api-tokens/revoke-api-token';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Say } from '../look/say';
import { Tag } from '../look/tag';
import { SCOPE_TEXTS } from './scope-texts';

/** Tokens that are there, each with its end; they are revoked here. */
@Component({
  selector: 'hf-token-list',
  imports: [Day, FaultCard, MatButton, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './token-list.html',
})
export class TokenList {
  readonly #say = inject(Say);
  readonly tokens = input.required<readonly ApiToken[]>();
  readonly changed = output();
  readonly revoking = inject(Changes).of(revokeApiToken);
  /** The token whose end is being asked for. */
  readonly asked = signal<string | undefined>(undefined);

  scopesOf({ scopes }: ApiToken): string {
    return scopes.map((scope) => SCOPE_TEXTS[scope]).join(' · ');
  }

  async revoke({ id, label }: ApiToken): Promise<void> {
    if ((await this.revoking.run({ id })) === undefined && this.revoking.fault() !== undefined) return;
    this.asked.set(undefined);
    this.#say.done($localize`“${label}:label:” is revoked.`);
    this.changed.emit();
  }
}
