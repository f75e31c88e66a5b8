import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { read } from '../api/read';
import { leaverAccessLog } from '../client/fn/leaver/leaver-access-log';
import { leaverKept } from '../client/fn/leaver/leaver-kept';
import { CopyButton } from '../look/copy-button';
import { Day } from '../look/day';
import { FaultCard } from '../look/fault-card';
import { Freshness } from '../look/freshness';
import { Icon } from '../look/icon';
import { type Column, List } from '../look/list';
import { Moment } from '../look/moment';
import { RowTemplate } from '../look/row.directive';
import { Skeleton } from '../look/skeleton';
import { lookSentence } from '../text/audit-texts';
import { formatBytes } from '../text/bytes';
import { files, versions } from '../text/counts';
import { leftOutText } from '../text/left-out';
import { LeaverSession } from './leaver-session';

/**
 * For who has left: what is kept of them, until when, who looked, what is erased when, and how to get everything. Opened by
 * the personal link, with no account. The token stands behind the `#` and leaves the address bar at once.
 */
@Component({
  imports: [CopyButton, Day, FaultCard, Freshness, Icon, List, Moment, RowTemplate, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './leaver.page.html',
  styleUrl: './leaver.page.css',
})
export class LeaverPage {
  readonly #token = inject(ActivatedRoute).snapshot.fragment ?? '';
  readonly session = inject(LeaverSession);
  readonly cursor = input<string>();
  readonly hasToken = this.#token !== '';
  readonly kept = read(leaverKept, () => (this.session.bearer() === undefined ? undefined : {}));
  readonly looks = read(leaverAccessLog, () =>
    this.session.bearer() === undefined ? undefined : { cursor: this.cursor() },
  );
  readonly sentence = lookSentence;
  readonly bytes = formatBytes;
  readonly files = files;
  readonly versions = versions;
  readonly leftOut = leftOutText;
  readonly columns: readonly Column[] = [
    { title: $localize`Who did what` },
    { title: $localize`When`, class: 'end' },
  ];
  readonly #origin = inject(DOCUMENT).location.origin;
  readonly #link = computed(
    () => `--link '${this.#origin}/leaver#${this.#token}' --recovery-code-file code.txt`,
  );
  readonly exportCommand = computed(() => `npx holdfast export ${this.#link()} --target my-phones`);
  readonly eraseCommand = computed(() => `npx holdfast erase ${this.#link()}`);

  constructor() {
    inject(Location).replaceState('/leaver');
    if (this.hasToken) this.open();
  }

  open(): void {
    void this.session.open(this.#token);
  }
}
