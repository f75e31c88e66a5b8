import { expect, type Page, test } from '@playwright/test';
import { freePort } from './house/free-port.js';
import { House } from './house/house.js';
import { SAML_PEOPLE, type SamlPerson } from './house/simple-saml/people.js';
import { SimpleSaml } from './house/simple-saml/simple-saml.js';
import { Owner } from './owner.js';
import { keepScreen, watch } from './watch-page.js';

const OWNER = new Owner('Anna Berg', 'owner@northwind.example', 'seven quiet harbours');
const { jonas, mira } = SAML_PEOPLE;

let house: House;
let idp: SimpleSaml;

test.beforeAll(async () => {
  [house, idp] = await Promise.all([House.open(), freePort().then((port) => SimpleSaml.start({ port }))]);
});

test.afterAll(async () => {
  await idp?.stop();
  await house?.close();
});

/** At the identity provider: types name and password. */
async function signInThere(page: Page, { uid, password }: SamlPerson): Promise<void> {
  await page.locator('#username').fill(uid);
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
}

const card = (page: Page, heading: string) =>
  page.locator('section.card').filter({ has: page.getByRole('heading', { name: heading }) });

/** A picture of the page from this card on. */
async function keepScreenOf(page: Page, heading: string, name: string): Promise<void> {
  await card(page, heading).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await keepScreen(page, name);
}

test('a company connects SimpleSAMLphp, and its people sign in and out by it', async ({ page }) => {
  const watched = await watch(page, house.origin);
  let signInUrl = '';

  await test.step('the owner tells the provider about Holdfast, and Holdfast about the provider', async () => {
    await OWNER.makeAccount(page, house);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('SimpleSAMLphp');
    await page.getByRole('button', { name: 'Begin the set-up' }).click();
    const ours = page.locator('.command code').first();
    await expect(ours).toContainText('/metadata');
    const metadata = await page.request.get(await ours.innerText());
    await idp.addServiceProvider(await metadata.text());
    // A second certificate is announced; the first still signs.
    await idp.announceCertificate();
    await page.getByLabel('Address of its metadata').fill(idp.metadataUrl);
    await page.getByRole('button', { name: 'Read the metadata' }).click();
    await expect(page.getByText(/^SHA-256 /)).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Switch single sign-on on' })).toBeDisabled();
  });

  await test.step('a test login shows what came, and does not pass before it is mapped', async () => {
    await page.getByLabel('Refuse assertions that are not encrypted for Holdfast').check();
    await page.getByRole('link', { name: 'Try a login' }).click();
    await signInThere(page, jonas);
    await expect(page.getByText('The test login did not pass')).toBeVisible();
    const row = (name: string) =>
      page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
    await expect(row('Signed, encrypted')).toContainText('response signed · assertion signed · encrypted');
    await expect(row('mail')).toContainText(jonas.mail);
    await expect(row('groups')).toContainText('everybody · it-helpdesk');
    await expect(page.getByRole('button', { name: 'Switch single sign-on on' })).toBeDisabled();
    await keepScreenOf(page, '3. Try it', 'single-sign-on-test');
  });

  await test.step('with the mapping it passes, and is switched on', async () => {
    const mapping = card(page, '4. Say what the attributes mean');
    await mapping.getByLabel('E-mail address', { exact: true }).fill('mail');
    await mapping.getByLabel('Department').fill('departmentNumber');
    await mapping.getByRole('button', { name: 'Add a group' }).click();
    await mapping.getByLabel('Group', { exact: true }).fill('it-helpdesk');
    await mapping.getByLabel('Role').selectOption('helpdesk');
    await mapping.getByRole('button', { name: 'Keep the mapping' }).click();
    await expect(mapping.locator('.notice')).toContainText(`${jonas.displayName}, ${jonas.mail}, IT`);
    await page.getByRole('button', { name: 'Switch single sign-on on' }).click();
    await expect(page.getByText('People sign in by this')).toBeVisible();
    signInUrl = await card(page, 'People sign in by this').locator('code').innerText();
    await keepScreenOf(page, 'People sign in by this', 'single-sign-on-live');
    await page.getByRole('button', { name: OWNER.name }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step('a person of the helpdesk signs in without a password here, also by the new certificate', async () => {
    await idp.switchCertificate();
    await page.goto(`${house.origin}/people`);
    await expect(page).toHaveURL(/\/sign-in/);
    await keepScreen(page, 'sign-in-company');
    await page.getByRole('link', { name: "Sign in with your company's account" }).click();
    await expect(page).toHaveURL(`${house.origin}/people`);
    await expect(page.getByRole('button', { name: jonas.displayName })).toContainText('· helpdesk');
    await expect(page.getByRole('row', { name: new RegExp(jonas.displayName) })).toContainText('IT');
  });

  await test.step('signing out here signs out at the provider', async () => {
    await page.getByRole('button', { name: jonas.displayName }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^${house.origin}/sign-in`));
    await page.goto(signInUrl);
    await expect(page.locator('#username')).toBeVisible();
  });

  await test.step('signing out at the provider signs out here', async () => {
    await signInThere(page, mira);
    await expect(page.getByRole('button', { name: mira.displayName })).toContainText('· employee');
    await page.goto(idp.signOutUrl);
    await expect(page.getByText('Signed out of the identity provider.')).toBeVisible();
    await page.goto(house.origin);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step('who signs in there enrols a laptop, and reads what the company can see', async () => {
    const { address, enrolled } = await house.beginEnrolment("Mira's laptop");
    await page.goto(address);
    await page.getByRole('link', { name: "Sign in with your company's account" }).click();
    await signInThere(page, mira);
    await expect(page).toHaveURL(new RegExp(`^${house.origin}/enrol-workstation/`));
    await expect(page.getByText(`${mira.displayName} · ${mira.mail}`)).toBeVisible();
    await expect(page.getByText("Mira's laptop")).toBeVisible();
    await keepScreen(page, 'enrol-workstation');
    await page.getByRole('button', { name: 'Enrol this laptop' }).click();
    await expect(page.getByText('You can go back to the terminal, and close this page.')).toBeVisible();
    expect(await enrolled).toContain('"recoveryCodeProven":true');
    await page.goto(`${house.origin}/my/visibility`);
    await expect(page.getByText('You have read this', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'My data' })).toHaveAttribute('aria-current', 'page');
    await keepScreen(page, 'what-my-company-can-see');
    await page.goto(`${house.origin}/my/recovery`);
    await expect(page.getByText('You have shown that you have it.')).toBeVisible();
    await keepScreen(page, 'my-recovery-code');
    await page.goto(`${house.origin}/my/workstations`);
    await expect(page.getByText("Mira's laptop")).toBeVisible();
    await keepScreen(page, 'my-workstations');
  });

  expect(watched.complaints).toEqual([]);
});

test('SimpleSAMLphp refuses a port in use, and frees its own when it is stopped', async () => {
  const port = Number(new URL(idp.origin).port);
  await expect(SimpleSaml.start({ port })).rejects.toThrow(`Port ${port} is in use`);
  await idp.stop();
  // A worker that outlived its parent would still listen.
  idp = await SimpleSaml.start({ port });
});
