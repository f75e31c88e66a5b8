import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { withComponentInputBinding } from '@angular/router';
import type { Me, Permission } from '@holdfast/contracts';
import { asLeaver, markChanges, signInAgain } from '../api/interceptors';
import { Session } from '../session/session';

export const ID = '00000000-0000-4000-8000-000000000001';

/** What an owner may: everything. Named here, since only types of the contracts enter the console. */
const ALL_PERMISSIONS = Object.keys({
  'coverage.read': 1,
  'gaps.assign': 1,
  'anomalies.judge': 1,
  'exemptions.change': 1,
  'figures.read': 1,
  'addresses.read': 1,
  'people.add': 1,
  'people.change-role': 1,
  'people.appoint': 1,
  'people.enrol': 1,
  'workstations.revoke': 1,
  'people.remind': 1,
  'people.sign-out': 1,
  'leavers.read': 1,
  'leavers.manage': 1,
  'leavers.link': 1,
  'leavers.hold': 1,
  'phones.command': 1,
  'phones.release': 1,
  'policies.read': 1,
  'policies.publish': 1,
  'notices.read': 1,
  'notices.publish': 1,
  'recovery-key.read': 1,
  'recovery-key.change': 1,
  'storage.read': 1,
  'storage.place': 1,
  'storage.change': 1,
  'reports.read': 1,
  'sso.read': 1,
  'sso.change': 1,
  'sso.switch': 1,
  'directory.read': 1,
  'directory.change': 1,
  'api-tokens.manage': 1,
  'inventory.read': 1,
  'inventory.change': 1,
  'alerts.manage': 1,
  'webhooks.manage': 1,
  'audit.read': 1,
  'audit.export': 1,
  own: 1,
} satisfies Record<Permission, 1>) as Permission[];

export const OWNER: Me = {
  employee: { id: ID, name: 'Mira Haddad', email: 'mira@northwind.example', role: 'owner' },
  company: { id: ID, name: 'Northwind Ltd' },
  permissions: ALL_PERMISSIONS,
};

/** What the api answers in a test: a body, or a problem with its status. */
export type Reply = unknown | ProblemReply;
interface ProblemReply {
  problem: string;
  status: number;
  issues?: readonly { path: string; message: string }[];
}
/** A reply that has not come yet: what a page shows meanwhile stays. */
export const PENDING = Symbol('no answer yet');
const isProblem = (reply: Reply): reply is ProblemReply =>
  typeof reply === 'object' && reply !== null && 'problem' in reply;

/** A page as it stands in the router, with everything it asks answered from `replies` by "METHOD /path". */
export class ShownPage {
  readonly requests: TestRequest[] = [];
  readonly #http = TestBed.inject(HttpTestingController);

  constructor(
    readonly harness: RouterTestingHarness,
    readonly replies: Record<string, Reply>,
  ) {}

  get element(): HTMLElement {
    return this.harness.fixture.nativeElement as HTMLElement;
  }

  get text(): string {
    return (this.element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  get url(): string {
    return TestBed.inject(Router).url;
  }

  all<E extends Element = HTMLElement>(selector: string): E[] {
    return [...this.element.querySelectorAll<E>(selector)];
  }

  button(name: string): HTMLButtonElement {
    const found = this.all<HTMLButtonElement>('button').find((button) => button.textContent?.includes(name));
    if (found === undefined) throw new Error(`no button “${name}” in: ${this.text}`);
    return found;
  }

  fill(label: string, value: string): void {
    const field = this.all('mat-form-field').find(
      (one) => one.querySelector('mat-label')?.textContent === label,
    );
    const input = field?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (!input) throw new Error(`no field “${label}”`);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('blur'));
  }

  /** Chooses in a select by what its label says. */
  choose(label: string, value: string): void {
    const field = this.all('mat-form-field').find(
      (one) => one.querySelector('mat-label')?.textContent === label,
    );
    const select = field?.querySelector('select');
    if (!select) throw new Error(`no choice “${label}”`);
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Bodies that were sent to "METHOD /path", in their order. */
  sent(at: string): unknown[] {
    return this.requests
      .filter(({ request }) => `${request.method} ${request.url}` === at)
      .map(({ request }) => request.body as unknown);
  }

  /** Answers what is asked until nothing more is, and lets the page settle. */
  async settle(): Promise<void> {
    for (let round = 0; round < 6; round += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      this.harness.detectChanges();
      for (const request of this.#http.match(() => true)) this.#answer(request);
    }
    this.harness.detectChanges();
  }

  #answer(request: TestRequest): void {
    if (request.cancelled) return;
    this.requests.push(request);
    const { method, url } = request.request;
    const reply = this.replies[`${method} ${url}`];
    if (reply === undefined) throw new Error(`no reply for ${method} ${url}`);
    if (reply === PENDING) return;
    if (isProblem(reply)) {
      const problem = {
        code: reply.problem,
        requestId: 'req-1',
        title: '',
        type: '',
        status: reply.status,
        issues: reply.issues ?? [],
      };
      // As the browser gives it: text where the call expects no JSON.
      const body = request.request.responseType === 'json' ? problem : JSON.stringify(problem);
      request.flush(body, { status: reply.status, statusText: 'refused' });
    } else request.flush(reply as object);
  }
}

/** Shows a page component at `/page…` (query and `:id` bound as in the console) for a signed-in owner. */
export async function showPage(
  page: Type<unknown>,
  at: string,
  replies: Record<string, Reply>,
  me: Me | undefined = OWNER,
): Promise<ShownPage> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([markChanges, asLeaver, signInAgain])),
      provideHttpClientTesting(),
      provideRouter(
        [
          { path: 'page', component: page },
          { path: 'page/:id', component: page },
          { path: '**', children: [] },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  if (me !== undefined) TestBed.inject(Session).began(me);
  const harness = await RouterTestingHarness.create(`/page${at}`);
  const shown = new ShownPage(harness, replies);
  await shown.settle();
  return shown;
}
