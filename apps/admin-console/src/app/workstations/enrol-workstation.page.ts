import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  inject,
  Injectable,
  input,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Changes } from '../api/change';
import { read } from '../api/read';
import { approveAgentAuthorization } from '../client/fn/workstations/approve-agent-authorization';
import { getAgentAuthorization } from '../client/fn/workstations/get-agent-authorization';
import { refuseAgentAuthorization } from '../client/fn/workstations/refuse-agent-authorization';
import { FaultCard } from '../look/fault-card';
import { Moment } from '../look/moment';
import { Skeleton } from '../look/skeleton';
import { EntryCard } from '../session/entry-card';
import { SYSTEM_TEXTS } from './systems';

/** Addresses to which the server itself leads when there is nothing to decide. */
const OVER: readonly string[] = ['closed', 'refused'];

/** Leaves the console for another address. */
@Injectable({ providedIn: 'root' })
export class Leave {
  readonly #document = inject(DOCUMENT);

  to = (address: string): void => {
    this.#document.location.assign(address);
  };
}

/** A laptop asks to be enrolled: its employee says that it is theirs, or that it is not. Alone on the page, for all roles. */
@Component({
  imports: [EntryCard, FaultCard, MatButton, Moment, RouterLink, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './enrol-workstation.page.html',
  styles: `
    p {
      margin-block: 16px;
    }
  `,
})
export class EnrolWorkstationPage {
  readonly #leaving = inject(Leave);
  readonly #changes = inject(Changes);
  /** Names the request, in this browser only. */
  readonly id = input.required<string>();
  readonly asking = read(getAgentAuthorization, () =>
    OVER.includes(this.id()) ? undefined : { uid: this.id() },
  );
  readonly approving = this.#changes.of(approveAgentAuthorization);
  readonly refusing = this.#changes.of(refuseAgentAuthorization);
  readonly decided = signal<'approved' | 'refused' | undefined>(undefined);
  readonly running = computed(() => this.approving.running() || this.refusing.running());
  readonly fault = computed(() => this.approving.fault() ?? this.refusing.fault());
  readonly closed = computed(
    () =>
      this.id() === 'closed' ||
      [this.asking.fault(), this.fault()].some((fault) => fault?.code === 'not-found'),
  );
  readonly refused = computed(() => this.id() === 'refused');
  readonly systems = SYSTEM_TEXTS;
  readonly title = computed(() => {
    if (this.refused()) return $localize`Nothing was enrolled`;
    return this.closed() ? $localize`This request is no longer open` : $localize`Enrol this laptop?`;
  });
  readonly lead = computed(() => {
    if (this.refused())
      return $localize`The server did not let this laptop in. Your other laptops go on as before.`;
    return this.closed()
      ? $localize`It is older than half an hour, was decided already, or was opened in another browser. Nothing was enrolled by opening it.`
      : $localize`Holdfast was started on a laptop and asks to back up phones in your name.`;
  });

  async approve(): Promise<void> {
    this.#leave('approved', await this.approving.run({ uid: this.id() }));
  }

  async refuse(): Promise<void> {
    this.#leave('refused', await this.refusing.run({ uid: this.id() }));
  }

  /** Back to the agent, which waits at an address of this computer. */
  #leave(how: 'approved' | 'refused', done: { continueAt: string } | undefined): void {
    if (done === undefined) return;
    this.decided.set(how);
    this.#leaving.to(done.continueAt);
  }
}
