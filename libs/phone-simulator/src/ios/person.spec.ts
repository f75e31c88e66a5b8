import { describe, expect, it } from '@jest/globals';
import { HandClock } from '../testing/hand-clock.js';
import { Notifications } from './notifications.js';
import { Person, type PersonHabits } from './person.js';

function personWith(habits: Partial<PersonHabits>) {
  const clock = new HandClock();
  const notifications = new Notifications();
  const told: string[] = [];
  const asked: string[] = [];
  notifications.onRelay((name) => told.push(name.replace('com.apple.LocalAuthentication.ui.', '')));
  const all: PersonHabits = { trust: 'allow', passcode: 'none', ...habits };
  return { person: new Person(all, notifications, clock, (what) => asked.push(what)), told, asked, clock };
}

describe('the sheet that asks for the passcode', () => {
  it('is not shown where there is no passcode', async () => {
    const { person, told } = personWith({ passcode: 'none' });
    expect(await person.askPasscode()).toBe('not-needed');
    expect(told).toEqual([]);
  });

  it('is told when it comes and when it goes, and a passcode typed in unlocks the phone', async () => {
    const { person, told, asked, clock } = personWith({ passcode: 'enter' });
    person.isLocked = true;
    const answer = person.askPasscode();
    await clock.pass(1000);
    expect(await answer).toBe('entered');
    expect(told).toEqual(['presented', 'dismissed']);
    expect(asked).toEqual(['passcode']);
    expect(person.isLocked).toBe(false);
    expect(person.isAsked).toBe(false);
  });

  it('goes after three minutes when nobody is there', async () => {
    const { person, told, clock } = personWith({ passcode: 'never' });
    const answer = person.askPasscode();
    await clock.pass(179_000);
    expect(person.isAsked).toBe(true);
    await clock.pass(1000);
    expect(await answer).toBe('expired');
    expect(told).toEqual(['presented', 'dismissed']);
  });

  it('waits for its person otherwise, who may take it away', async () => {
    const { person } = personWith({ passcode: 'ask' });
    person.isLocked = true;
    const answer = person.askPasscode();
    expect(person.isAsked).toBe(true);
    person.answerPasscode('dismissed');
    expect(await answer).toBe('dismissed');
    expect(person.isLocked).toBe(true);
  });

  it('goes when who asked for it is gone', async () => {
    const { person } = personWith({ passcode: 'ask' });
    const gone = new AbortController();
    const answer = person.askPasscode(gone.signal);
    gone.abort();
    expect(await answer).toBe('dismissed');
    expect(await person.askPasscode(gone.signal)).toBe('dismissed');
  });
});

describe('the dialog about a new computer', () => {
  it('stays until it is answered, and is asked once', () => {
    const { person, asked } = personWith({ trust: 'ask' });
    expect([person.askTrust('a'), person.askTrust('a')]).toEqual(['pending', 'pending']);
    expect(asked).toEqual(['trust']);
    person.answerTrust('denied');
    expect(person.askTrust('a')).toBe('denied');
    person.forgetDialogs();
    expect(person.askTrust('a')).toBe('pending');
    person.answerTrust('trusted');
    expect(person.askTrust('a')).toBe('trusted');
  });
});
