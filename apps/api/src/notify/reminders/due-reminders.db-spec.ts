import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endpoints } from '@holdfast/contracts';
import { TestApp } from '../../testing/test-app.js';
import { TestMailServer } from '../testing/test-mail-server.js';
import { inDays, TestNotify } from '../testing/test-notify.js';

describe('reminders by the policy, over a real SMTP server', () => {
  let server: TestMailServer;
  let app: TestApp;
  let company: TestNotify;
  beforeAll(async () => {
    server = await TestMailServer.start();
    app = await TestApp.start({ SMTP_URL: server.url, MAIL_FROM: 'backup@example.com' });
    await app.stopJobs();
    company = await TestNotify.of(app, 'By policy');
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });
  beforeEach(async () => {
    server.behaves = 'takes';
    await company.forget();
  });

  it('reminds of what newly fails at once, in one letter, and then with the interval', async () => {
    const { id, email } = await company.person();
    const now = new Date();
    await company.gap(id, { openedAt: now });
    await company.gap(id, { openedAt: now, code: 'never-backed-up', severity: 'lost' });
    for (const days of [0, 0, 1, 3, 6]) await company.round(inDays(days));
    expect(server.to(email)).toHaveLength(1);
    expect(server.to(email)[0]?.text).toContain('2 things are open');
    expect(server.to(email)[0]?.text).toContain(
      `on ${inDays(21).toISOString().slice(0, 10)} your IT is told`,
    );
    await company.round(inDays(7.01));
    expect(server.to(email)).toHaveLength(2);
  });

  it('lets newcomers begin, and a gap that flaps be one', async () => {
    const newcomer = await company.owner.employee('New here');
    const { id, email } = await company.person('Flaps');
    await company.gap(id, { openedAt: new Date() });
    await company.round(inDays(0));
    await company.close(id, inDays(1));
    await company.round(inDays(1));
    await company.gap(id, { openedAt: inDays(2) });
    for (const days of [2, 4]) await company.round(inDays(days));
    expect(server.to(email)).toHaveLength(1);
    const [{ email: address } = { email: '' }] = await app.sql<{ email: string }>(
      'SELECT email FROM people_employees WHERE id = $1',
      [newcomer],
    );
    expect(server.to(address)).toHaveLength(0);
    await company.round(inDays(7.5));
    expect(server.to(address)[0]?.text).toContain('has no workstation enrolled');
  });

  it('never reminds of what is IT’s to mend, of an incident, or under an exemption', async () => {
    const people = await Promise.all(
      ['admin', 'incident_id', 'exemption_id'].map((name) => company.person(name)),
    );
    for (const [index, { id }] of people.entries()) {
      const gap = await company.gap(id, { openedAt: new Date(), whose: index === 0 ? 'admin' : 'employee' });
      const column = ['', 'incident_id', 'exemption_id'][index];
      if (column)
        await app.sql(`UPDATE coverage_gaps SET ${column} = gen_random_uuid() WHERE id = $1`, [gap]);
    }
    for (const days of [0, 8]) await company.round(inDays(days));
    for (const { email } of people) expect(server.to(email)).toHaveLength(0);
    // The exemption has ended.
    await app.sql('UPDATE coverage_gaps SET exemption_id = NULL WHERE employee_id = $1', [people[2]?.id]);
    await company.round(inDays(8));
    expect(server.to(people[2]?.email ?? '')).toHaveLength(1);
  });

  it('knows the quiet hours of each person in their own time zone', async () => {
    const nights = await TestNotify.of(app, 'Nights', { quietFromHour: 19, quietToHour: 8 });
    await nights.owner.put('/api/v1/alerts', {
      ...{ timeZone: 'Asia/Tokyo', roles: ['owner'], people: [] },
      ...{ digest: 'never', digestWeekday: 1, digestHour: 8 },
    });
    const there = await nights.person('In Tokyo');
    const here = await nights.owner.colleague('employee');
    await nights.close(here.employeeId);
    await here.patch('/api/v1/my/reminders', { timeZone: 'Europe/Nowhere' }).expect(400, /time zone/);
    await here.patch('/api/v1/my/reminders', { timeZone: '+02:00' }).expect(400);
    const set = await here.patch('/api/v1/my/reminders', { timeZone: 'America/New_York' }).expect(200);
    expect(set.body).toEqual({ timeZone: 'America/New_York', companyTimeZone: 'Asia/Tokyo', muted: false });
    await nights.forget();
    const openedAt = inDays(1, 12);
    for (const id of [there.id, here.employeeId]) await nights.gap(id, { openedAt });
    const got = () => [server.to(there.email).length, server.to(here.email).length];
    await nights.round(openedAt);
    expect(got()).toEqual([0, 0]);
    // 15:00 UTC: ten or eleven in New York, midnight in Tokyo.
    await nights.round(inDays(1, 15));
    expect(got()).toEqual([0, 1]);
    await nights.round(inDays(1, 22));
    expect(got()).toEqual([0, 1]);
    await nights.round(inDays(1, 23));
    expect(got()).toEqual([1, 1]);
  });

  it('decides anew when a policy is published', async () => {
    const strict = await TestNotify.of(app, 'Published', { resendAfterDays: 30 });
    const { id, email } = await strict.person();
    await strict.gap(id, { openedAt: new Date() });
    for (const days of [0, 3]) await strict.round(inDays(days));
    expect(server.to(email)).toHaveLength(1);
    await strict.publish({ quietFromHour: 0, quietToHour: 0, resendAfterDays: 2 });
    await strict.round(inDays(3));
    expect(server.to(email)).toHaveLength(2);
  });

  it('sends each person one letter with any number of processes', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, n) => company.person(`Person ${String(n)}`)),
    );
    for (const { id } of people) await company.gap(id, { openedAt: new Date() });
    await Promise.all([0, 0, 0, 0].map((days) => company.round(inDays(days))));
    for (const { email } of people) expect(server.to(email)).toHaveLength(1);
  });

  it('shows it on the workstation, where there is one', async () => {
    const { id } = await company.person('At a laptop');
    const agent = await app.agentOf(company.owner, id);
    await company.close(id);
    await company.gap(id, { openedAt: new Date() });
    await company.round(inDays(0));
    const { body } = await agent.post('/agent/v1/check-in', {
      agentVersion: '0.1.0',
      spoolBytes: 0,
      phones: [],
    });
    const [command] = (body as { commands: { kind: string; text: string }[] }).commands;
    expect(command).toMatchObject({ kind: 'notify', text: expect.stringContaining('Next: ') });
    const noted = await app.sql('SELECT channel FROM notify_reminders WHERE employee_id = $1 ORDER BY 1', [
      id,
    ]);
    expect(noted).toEqual([{ channel: 'agent' }, { channel: 'email' }]);
  });

  it('tells nobody further where the policy says so', async () => {
    const discreet = await TestNotify.of(app, 'Discreet', { escalateTo: 'nobody', escalateAfterDays: 1 });
    const { id, email } = await discreet.person('Between us');
    await discreet.gap(id, { openedAt: new Date() });
    server.received.length = 0;
    for (const days of [0, 2, 8, 30]) await discreet.round(inDays(days));
    expect(server.to(email)).toHaveLength(3);
    expect(server.to(email)[0]?.text).not.toContain('told');
    const others = server.received.filter(({ subject }) => !subject?.includes('people are protected'));
    expect(others).toHaveLength(3);
    expect(await app.sql('SELECT FROM notify_alerts WHERE company_id = $1', [discreet.companyId])).toEqual(
      [],
    );
  });

  it('tells a manager who it is and nothing else, on the day that was announced, once', async () => {
    const strict = await TestNotify.of(app, 'Managed', { escalateTo: 'manager', escalateAfterDays: 5 });
    const [manager, one, other] = [
      await strict.person('Max Manager'),
      await strict.person('Ann'),
      await strict.person('Bob'),
    ];
    for (const { id, email } of [one, other])
      await app.sql(
        `INSERT INTO directory_people (company_id, employee_id, user_name, user_name_key, email, email_key, manager_id, active, since, changed_at)
         VALUES ($1, $2, $3, $3, $3, $3, $4, true, now(), now())`,
        [strict.companyId, id, email, manager.id],
      );
    await strict.forget();
    for (const { id } of [one, other]) await strict.gap(id, { openedAt: new Date() });
    await strict.round(inDays(0));
    const day = inDays(5).toISOString().slice(0, 10);
    expect(server.to(one.email)[0]?.text).toContain(
      `If it stays so, on ${day} your manager is told that you are not protected, and nothing else.`,
    );
    for (const days of [4.9, 5.01, 5.1, 6, 20]) await strict.round(inDays(days));
    const [letter, ...more] = server.to(manager.email);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('2 of your people are not protected');
    expect(letter?.text).toMatch(/- Ann\n\n- Bob/);
    expect(letter?.text).not.toMatch(/\d{4}-|phone is|overdue|since \d/);
    const escalated = (await app.audit(strict.companyId)).filter(
      ({ action }) => action === 'reminder.escalated',
    );
    expect(escalated).toHaveLength(2);
  });
});

describe('mail servers as they are', () => {
  let server: TestMailServer;
  let app: TestApp;
  let company: TestNotify;
  beforeAll(async () => {
    server = await TestMailServer.start();
    app = await TestApp.start({ SMTP_URL: server.url, MAIL_FROM: 'backup@example.com' });
    await app.stopJobs();
    company = await TestNotify.of(app, 'Mail');
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });
  beforeEach(() => company.forget());

  const remindedWhile = async (behaves: TestMailServer['behaves']) => {
    const { id, email } = await company.person(behaves);
    await company.gap(id, { openedAt: new Date() });
    server.behaves = behaves;
    await company.round(inDays(0));
    server.behaves = 'takes';
    return { id, email };
  };

  it('try again later what was refused for now, once it is taken never again', async () => {
    const { email } = await remindedWhile('busy');
    expect([server.to(email).length, await company.outbox('reminder')]).toEqual([0, ['waiting']]);
    for (const hours of [1, 2, 3]) await company.round(inDays(hours / 24));
    expect([server.to(email).length, await company.outbox('reminder')]).toEqual([1, ['sent']]);
  });

  it('let nothing be told further before its person has read that it will be', async () => {
    const hasty = await TestNotify.of(app, 'Hasty', { escalateAfterDays: 0 });
    const { id, email } = await hasty.person();
    await hasty.gap(id, { openedAt: new Date() });
    server.behaves = 'busy';
    for (const hours of [0, 1, 8]) await hasty.round(inDays(hours / 24));
    const told = async () => (await hasty.outbox('alert')).length;
    expect([server.to(email).length, await told()]).toEqual([0, 0]);
    server.behaves = 'takes';
    for (const hours of [20, 21]) await hasty.round(inDays(hours / 24));
    expect(server.to(email)[0]?.text).toContain('your IT is told');
    expect(await told()).toBe(1);
  });

  it('say nothing of what has closed while they were down', async () => {
    const { id, email } = await remindedWhile('busy');
    await company.close(id);
    await company.round(inDays(0.1));
    expect([server.to(email).length, await company.outbox('reminder')]).toEqual([0, ['dropped']]);
  });

  it('are not asked twice for what they may have taken', async () => {
    const { email } = await remindedWhile('hangs-up');
    for (const hours of [1, 5]) await company.round(inDays(hours / 24));
    expect([server.to(email).length, await company.outbox('reminder')]).toEqual([1, ['unsure']]);
  });

  it('have IT told of what they refuse for good, without an address', async () => {
    const { email } = await remindedWhile('refuses');
    await company.round(inDays(0.1));
    expect([server.to(email).length, await company.outbox('reminder')]).toEqual([0, ['refused']]);
    // What was announced has not reached them.
    const announced = 'SELECT FROM notify_due WHERE company_id = $1 AND announced_for IS NOT NULL';
    expect(await app.sql(announced, [company.companyId])).toEqual([]);
    const { body } = await company.owner.get('/api/v1/alerts').expect(200);
    const [alert] = (body as { recent: { title: string; sentences: string[] }[] }).recent;
    expect(alert?.sentences[0]).toContain('550 5.1.1');
    expect(JSON.stringify(body)).not.toContain('secret.address');
    expect(server.to(company.owner.email).at(-1)?.subject).toContain('does not take messages');
  });

  it('get a day without reminders by one click that no scanner makes', async () => {
    const { id, email } = await remindedWhile('takes');
    const [letter] = server.to(email);
    const header = (name: string) => JSON.stringify(letter?.headers.get(name) ?? '');
    expect(header('auto-submitted')).toContain('auto-generated');
    expect(letter?.messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
    const raw = letter?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line;
    expect(raw).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const path = new URL(/http\S+\/mute\/v1\/\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname;
    expect(letter?.html).toContain(path);
    const muted = async () =>
      (await app.sql('SELECT FROM notify_preferences WHERE employee_id = $1 AND muted_until > now()', [id]))
        .length;
    for (const { path: declared } of [endpoints.showMute, endpoints.muteReminders])
      expect(path.startsWith(declared.replace(':token', ''))).toBe(true);
    const page = await app.http().get(path).expect(200);
    expect(page.text).toContain('<form method="post">');
    expect(await muted()).toBe(0);
    await app
      .http()
      .post(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)
      .expect(403, /signature-refused/);
    const oneClick = app.http().post(path).set('content-type', 'application/x-www-form-urlencoded');
    await oneClick.send('List-Unsubscribe=One-Click').expect(200);
    expect(await muted()).toBe(1);
    const asked = await company.owner.post(`/api/v1/people/${id}/reminders`).expect(202);
    expect(asked.body).toMatchObject({ sent: false });
  });

  it('answer the test message as they do', async () => {
    server.behaves = 'refuses';
    const refused = await company.owner.post('/api/v1/alerts/test-mail').expect(200);
    expect(refused.body).toEqual({ taken: false, answer: expect.stringContaining('550 5.1.1') });
    server.behaves = 'takes';
    const taken = await company.owner.post('/api/v1/alerts/test-mail').expect(200);
    expect(taken.body).toEqual({ taken: true, answer: expect.stringContaining('250') });
    expect(server.to(company.owner.email).at(-1)?.subject).toBe('Holdfast: a test message');
    const tried = (await app.audit(company.companyId)).filter(
      ({ action }) => action === 'alerts.mail-tested',
    );
    expect(tried).toHaveLength(2);
  });
});
