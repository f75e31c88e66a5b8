import { element, escapeText } from '../../xml/write-element.js';
import { attributesOf, type Person } from '../people.js';
import type { ServiceProvider } from '../service-provider.js';
import { page, paragraph, postButton } from './page.js';

const DEVELOPMENT = 'A development identity provider: nobody has to prove who they are.';
const inWords = ({ department, groups }: Person): string =>
  [department, ...groups].filter(Boolean).join(' · ');

/** Everybody as a button. `waiting`: the request that the choice answers. */
export const choosePage = (people: readonly Person[], waiting: string, sp: ServiceProvider): string =>
  page(
    'Who signs in?',
    paragraph(`${DEVELOPMENT} Goes on to ${new URL(sp.acsUrl).host}.`),
    ...people.map((person) =>
      postButton('/sign-in', { waiting, person: person.id }, person.name, {
        more: `${person.email} · ${inWords(person)}`,
      }),
    ),
  );

/** What is told of a person, before a click tells it. `again`: the request, for somebody else to answer. */
export const tellPage = (
  person: Person,
  sp: ServiceProvider,
  form: Readonly<Record<string, string | undefined>>,
  again: string,
): string =>
  page(
    `Signed in as ${person.name}`,
    paragraph(`${new URL(sp.acsUrl).host} is told:`),
    element(
      'dl',
      {},
      ...Object.entries({ NameID: person.id, ...attributesOf(person) }).flatMap(([name, values]) => [
        element('dt', {}, escapeText(name)),
        ...[values].flat().map((value) => element('dd', {}, escapeText(value))),
      ]),
    ),
    postButton(sp.acsUrl, form, 'Continue', { main: true }),
    postButton('/choose', { waiting: again }, 'Somebody else'),
  );

/** The start page: who is signed in here. */
export const startPage = (person: Person | undefined, metadataUrl: string): string =>
  page(
    'Holdfast development identity provider',
    paragraph(`${DEVELOPMENT} Its metadata: ${metadataUrl}`),
    ...(person
      ? [paragraph(`Signed in as ${person.name}.`), postButton('/sign-out', {}, 'Sign out everywhere')]
      : [paragraph('Nobody is signed in on this browser. Sign in where you want to go.')]),
  );

/** A message that goes on by a form, since the other side takes no redirect. */
export const passOnPage = (action: string, form: Readonly<Record<string, string | undefined>>): string =>
  page('Signing out', postButton(action, form, 'Continue', { main: true }));

export const signedOutPage = (): string =>
  page('Signed out', paragraph('Nobody is signed in on this browser.'));

export const refusedPage = (why: string): string => page('Refused', paragraph(why));
