import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { Directory } from '@holdfast/contracts';
import { read } from '../api/read';
import { getDirectory } from '../client/fn/directory/get-directory';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { Freshness } from '../look/freshness';
import { Session } from '../session/session';
import { formatCount, people } from '../text/counts';
import { ConnectHelp } from './connect-help';
import { HeldCard } from './held-card';
import { LimitsCard } from './limits-card';
import { TokensCard } from './tokens-card';

/** How the company's directory fills Holdfast by SCIM, and what it would remove that somebody here has to decide on. */
@Component({
  imports: [ConnectHelp, CopyButton, Day, Freshness, HeldCard, LimitsCard, TokensCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './directory.page.html',
})
export class DirectoryPage {
  readonly #session = inject(Session);
  readonly cursor = input<string>();
  readonly reading = read(getDirectory, () => ({}));
  readonly directory = linkedSignal<Directory | undefined>(() => this.reading.value());
  readonly mayChange = computed(() => this.#session.may('directory.change'));
  readonly people = people;
  readonly formatCount = formatCount;
}
