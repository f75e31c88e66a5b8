import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Location } from '@angular/common';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { describe, expect, it } from '@jest/globals';
import type { Me } from '@holdfast/contracts';
import { routes } from '../app.routes';
import { page as pageOf } from '../testing/answers';
import { HELPDESK } from '../testing/helpdesk';
import { OWNER } from '../testing/show-page';
import { Session } from './session';

/** The whole console at an address, as somebody opens it who is signed in there already. */
async function open(address: string, me: Me) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter(routes)],
  });
  TestBed.inject(Session).began(me);
  const harness = await RouterTestingHarness.create(address);
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
    TestBed.inject(HttpTestingController)
      .match(() => true)
      .forEach((request) => {
        if (!request.cancelled) request.flush(pageOf([]));
      });
  }
  const text = (harness.fixture.nativeElement as HTMLElement).textContent ?? '';
  return { text: text.replaceAll(/\s+/g, ' '), address: TestBed.inject(Location).path() };
}

describe('an address that one’s role does not reach', () => {
  it.each([
    '/storage/new',
    '/people/new',
    '/policies/00000000-0000-4000-8000-000000000001/edit',
    '/settings/sign-in',
  ])('%s says so plainly, and stays what was opened', async (address) => {
    const opened = await open(address, HELPDESK);
    expect(opened.text).toContain('Your role does not reach this page');
    expect(opened.text).toContain('signed in as helpdesk of Northwind Ltd');
    expect(opened.address).toBe(address);
  });

  it('is shown to whose role reaches it', async () => {
    const opened = await open('/storage/new', OWNER);
    expect(opened.text).toContain('Connect a bucket');
  });

  it('is not where one lands: the first page is one’s own', async () => {
    expect((await open('/', { ...HELPDESK, permissions: ['storage.read', 'own'] })).address).toBe('/storage');
  });
});
