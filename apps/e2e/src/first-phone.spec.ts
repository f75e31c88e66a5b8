import { expect, test } from '@playwright/test';
import { House } from './house/house.js';
import { expectNothingTold, hearAnswers, plantCanary } from './nothing-told.js';
import { Owner, pressFingerOnSight } from './owner.js';
import { keepScreen, watch } from './watch-page.js';

const OWNER = new Owner('Anna Berg', 'anna.berg@northwind.example', 'seven quiet harbours');

let house: House;

test.beforeAll(async () => {
  house = await House.open();
});

test.afterAll(async () => {
  await house?.close();
});

test('an owner sees the demo phone turn from never backed up to protected when it is plugged in', async ({
  page,
}) => {
  const watched = await watch(page);
  const answered = hearAnswers(page);
  const workstation = house.enrolWorkstation();

  await test.step('makes the owner account with the setup token and an authenticator app', () =>
    OWNER.makeAccount(page, house));

  await test.step('signs out, and in again with password and code', async () => {
    await OWNER.signOut(page);
    await keepScreen(page, 'sign-in');
    await OWNER.typePassword(page, 'not the password');
    await expect(page.getByRole('alert')).toContainText('E-mail address or password is not right');
    await OWNER.typePassword(page);
    await OWNER.typeCode(page);
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  });

  await test.step('adds a passkey, and signs in by it', async () => {
    await pressFingerOnSight(page);
    await page.getByRole('button', { name: OWNER.name }).click();
    await page.getByRole('menuitem', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Add a passkey or an app' }).click();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByText('Passkey, added')).toBeVisible();
    await keepScreen(page, 'account');
    await OWNER.signOut(page);
    await OWNER.typePassword(page);
    await keepScreen(page, 'sign-in-factor');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  });

  await test.step('publishes a stricter policy: a new phone has no grace', async () => {
    await page.getByRole('link', { name: 'Policies', exact: true }).click();
    await page.locator('a.row').first().click();
    await page.getByRole('link', { name: 'Edit the policy' }).click();
    await page.getByLabel('Overdue after, hours').fill('96');
    await page.getByLabel('Grace for a new phone, hours').fill('0');
    await expect(page.getByText('168 → 96')).toBeVisible();
    await keepScreen(page, 'policy-editor');
    await page.getByRole('button', { name: /^Publish version/ }).click();
    await expect(page.getByText(/Version 2 is in force/)).toBeVisible();
    await expect(page.getByText('168 → 96')).toBeVisible();
  });

  await test.step('sees the enrolled phone as never backed up', async () => {
    await workstation;
    await house.enrolPhone();
    await page.getByRole('link', { name: 'Phones', exact: true }).click();
    await expect(page.getByRole('row', { name: /Mira's Pixel/ })).toContainText('Never backed up');
    await page.getByRole('link', { name: /^Gaps/ }).click();
    await expect(page.getByRole('row', { name: /Mira's Pixel/ })).toContainText('Never backed up');
    await keepScreen(page, 'gaps');
    await page.getByRole('link', { name: 'Phones', exact: true }).click();
  });

  await test.step('sees it turn to protected without reloading, once it is plugged in', async () => {
    await page.evaluate(() => Object.assign(globalThis, { stillThisPage: true }));
    await plantCanary(house);
    house.startAgent();
    await house.plugIn();
    const row = page.getByRole('row', { name: /Mira's Pixel/ });
    await expect(row, house.said()).toContainText('Protected', { timeout: 60_000 });
    await expect(row).not.toContainText('Never backed up');
    expect(await page.evaluate(() => 'stillThisPage' in globalThis)).toBe(true);
    await keepScreen(page, 'phones');
  });

  await test.step('opens its timeline', async () => {
    await page.getByRole('link', { name: "Mira's Pixel" }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText("Mira's Pixel");
    await expect(page.getByText('First version')).toBeVisible();
    await expect(page.locator('.marks').first()).not.toBeEmpty();
    await keepScreen(page, 'phone');
  });

  await test.step('finds its way by keys alone', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page.getByRole('heading', { name: 'Workstations' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill("Mira's Pix");
    await expect(page.getByRole('option', { name: /Mira's Pixel/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/phones\/[0-9a-f-]{36}/);
  });

  await test.step('reads every other page', async () => {
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(page.locator('.say')).toContainText('protected as the policy asks');
    await expect(page.locator('.parts i').first()).toBeVisible();
    await keepScreen(page, 'overview');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await expect(page.getByRole('row', { name: /Mira Haddad/ })).toContainText('Protected');
    await keepScreen(page, 'people');
    await page.getByRole('link', { name: 'Workstations', exact: true }).click();
    await expect(page.getByRole('row', { name: /Mira's laptop/ })).toBeVisible();
    await keepScreen(page, 'workstations');
    await page.getByRole('link', { name: 'Storage', exact: true }).click();
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await keepScreen(page, 'storage');
    await page.getByRole('link', { name: 'Policies', exact: true }).click();
    await page.locator('a.row').first().click();
    await expect(page.getByRole('heading', { name: 'The policy in force' })).toBeVisible();
    await keepScreen(page, 'policy');
  });

  await test.step('proves the audit log by what lies outside of the server', async () => {
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await expect(page.getByRole('row', { name: /A phone was enrolled/ })).toContainText(
      'the agent of Mira Haddad',
    );
    await expect(page.getByText(/Newest anchor: event \d+/)).toBeVisible({ timeout: 90_000 });
    await keepScreen(page, 'audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export the log' }).click(),
    ]);
    const command = await page.locator('hf-proof code').first().textContent();
    const fingerprint = /--public-key ([0-9a-f]{64})/.exec(command ?? '')?.[1] ?? '';
    const kept = ['--anchors', ...(await house.anchors()), '--public-key', fingerprint];
    expect(await house.proveLog(await download.path(), ...kept)).toMatch(
      /^PROVEN: .*by anchors that you kept/m,
    );
  });

  await test.step('sees that nobody looked at her', async () => {
    await page.getByRole('link', { name: 'Who looked' }).click();
    await expect(page.getByText('Nobody looked yet')).toBeVisible();
    await keepScreen(page, 'who-looked');
  });

  await test.step('and neither database, storage, log nor any answer tells what is on her phone, or opens it', () =>
    expectNothingTold(house, answered));

  expect(watched.complaints).toEqual([]);

  await test.step('lets no text become markup behind the back of Angular', async () => {
    const becameMarkup = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<img src=x>';
        return true;
      } catch {
        return false;
      }
    });
    expect(becameMarkup).toBe(false);
    expect(watched.complaints.join()).toContain('require-trusted-types-for');
  });
});
