import { expect, type Page } from '@playwright/test';
import { generate } from 'otplib';
import type { House } from './house/house.js';
import { keepScreen } from './watch-page.js';

const PERIOD = 30;

/** The first owner, at the keyboard, with an authenticator app in their hand. */
export class Owner {
  #secret = '';
  #lastStep = 0;

  constructor(
    readonly name: string,
    readonly email: string,
    readonly password: string,
  ) {}

  /** Makes the account with the setup token, a password and the app; ends on the console's first page. */
  async makeAccount(page: Page, house: House): Promise<void> {
    await page.goto(house.origin);
    await expect(page).toHaveURL(/\/set-up/);
    await keepScreen(page, 'set-up');
    await page.getByLabel('Setup token').fill(house.setupToken);
    await page.getByLabel('Your name').fill(this.name);
    await page.getByLabel('E-mail address').fill(this.email);
    await page.getByLabel('Password').fill(this.password);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.locator('svg.qr path')).toBeVisible();
    await keepScreen(page, 'set-up-factor');
    this.#secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
    await page.getByLabel('Code of the authenticator app').fill(await this.#code());
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  }

  async typePassword(page: Page, password = this.password): Promise<void> {
    await page.getByLabel('E-mail address').fill(this.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async typeCode(page: Page): Promise<void> {
    await page.getByLabel('Code of the authenticator app').fill(await this.#code());
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: this.name }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  }

  /** Each code works once: of this step, or of the next one. */
  #code(): Promise<string> {
    this.#lastStep = Math.max(this.#lastStep + 1, Math.floor(Date.now() / 1000 / PERIOD));
    return generate({ secret: this.#secret, epoch: this.#lastStep * PERIOD, period: PERIOD });
  }
}

/** An authenticator of Chromium's own, which verifies its user at once (WebDriver extension of WebAuthn Level 3). */
export async function pressFingerOnSight(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
