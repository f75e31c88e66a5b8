import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CompanyKeyState } from '@holdfast/contracts';
import { read } from '../api/read';
import { getCompanyKey } from '../client/fn/recovery-key/get-company-key';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Tag } from '../look/tag';
import { Session } from '../session/session';
import { keyStanding } from './key-standing';
import { RegisterKeyCard } from './register-key-card';

/** The key by which the company could open everything: its public half, and what the policy makes of it. */
@Component({
  imports: [CopyButton, Day, Freshness, RegisterKeyCard, RouterLink, Tag],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './recovery-key.page.html',
  styles: `
    .fingerprint {
      font-size: var(--size-3);
      line-height: 24px;
    }
  `,
})
export class RecoveryKeyPage {
  readonly #session = inject(Session);
  readonly reading = read(getCompanyKey, () => ({}));
  readonly state = linkedSignal<CompanyKeyState | undefined>(() => this.reading.value());
  readonly standing = computed(() => {
    const known = this.state();
    return known && keyStanding(known);
  });
  readonly mayChange = computed(() => this.#session.may('recovery-key.change'));
  readonly mayReadPolicies = computed(() => this.#session.may('policies.read'));
}
