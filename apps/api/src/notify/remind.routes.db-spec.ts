import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { MailLinks } from '../leavers/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { DueReminders } from './due-reminders.js';

describe('reminders by e-mail, over a real SMTP server', () => {
  const received: ParsedMail[] = [];
  let refusing = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(refusing ? new Error('mailbox busy') : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
  });
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const { port } = server.server.address() as AddressInfo;
    app = await TestApp.start({
      SMTP_URL: `smtp://127.0.0.1:${String(port)}`,
      MAIL_FROM: 'backup@example.com',
    });
    owner = await app.companyWithOwner('Böhm & <Söhne>');
  });
  afterAll(async () => {
    await app.stop();
    await new Promise<void>((done) => server.close(() => done()));
  });

  const remind = (id: string, by = owner) => by.post(`/api/v1/people/${id}/reminders`);

  it('tells what is open and the next step, escaped in HTML, once a day', async () => {
    const id = await owner.employee('<script>alert(1)</script> "Ann"');
    const both = await Promise.all([remind(id), remind(id)]);
    expect(both.map((answer) => answer.status)).toEqual([202, 202]);
    expect(both.map((answer) => (answer.body as { sent: boolean }).sent).sort()).toEqual([false, true]);
    expect(received).toHaveLength(1);
    const [mail] = received;
    expect(mail?.from?.text).toContain('backup@example.com');
    expect(mail?.text).toContain('has no workstation enrolled');
    expect(mail?.text).toContain('Böhm & <Söhne>');
    expect(mail?.text).not.toMatch(/\d\d:\d\d/);
    expect(mail?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail?.html).toContain('Böhm &amp; &lt;Söhne&gt;');
    expect(mail?.html).not.toContain('<script>');
    const again = await remind(id).expect(202);
    expect(again.body).toMatchObject({ sent: false, reason: expect.stringContaining('today already') });
    expect((await owner.get(`/api/v1/people/${id}`)).body).toMatchObject({
      remindedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('gives the day back when the mail server refuses', async () => {
    const id = await owner.employee('Refused');
    refusing = true;
    expect((await remind(id).expect(202)).body).toMatchObject({ sent: false });
    refusing = false;
    expect((await remind(id).expect(202)).body).toEqual({ sent: true, reason: null });
  });

  it('reminds by the policy outside of the quiet hours, each person once', async () => {
    const company = await app.companyWithOwner('By policy');
    await company.employee('One');
    const jobs = app.get(DueReminders);
    const noon = new Date();
    noon.setUTCDate(noon.getUTCDate() + 8);
    noon.setUTCHours(12);
    const night = new Date(noon);
    night.setUTCHours(23);
    expect(await jobs.run(company.companyId, night)).toBe(0);
    expect(await jobs.run(company.companyId, new Date())).toBe(0);
    expect(await jobs.run(company.companyId, noon)).toBe(2);
    expect(await jobs.run(company.companyId, noon)).toBe(0);
  });

  it('is for those who guide people, and for their own company', async () => {
    const id = await owner.employee('Target');
    await remind(id, await owner.colleague('auditor')).expect(403, /role-refused/);
    await remind(id, await app.companyWithOwner('Elsewhere')).expect(404, /not-found/);
    await remind(randomUUID()).expect(404);
    await remind('x').expect(400, /request-invalid/);
    await app.http().post(`/api/v1/people/${id}/reminders`).set('x-holdfast-request', '1').expect(401);
  });

  it('says so where no mail server is set up, and where nothing is open', async () => {
    const silent = await TestApp.start();
    const company = await silent.companyWithOwner();
    const answer = await company.post(`/api/v1/people/${await company.employee()}/reminders`).expect(202);
    expect(answer.body).toMatchObject({ sent: false, reason: expect.stringContaining('SMTP_URL') });
    await silent.stop();
    const id = await owner.employee('Has a phone');
    await (await app.agentOf(owner, id)).enrolPhone();
    expect((await remind(id).expect(202)).body).toMatchObject({
      sent: false,
      reason: expect.stringContaining('nothing to remind of'),
    });
  });

  it('sends a leaver their personal link: once, later when it was refused, never over one that was handed out', async () => {
    await app.stopJobs();
    const company = await app.companyWithOwner('Left & Co');
    const leave = async (name: string) => {
      const id = await company.employee(name);
      await company.patch(`/api/v1/people/${id}`, { active: false }).expect(200);
      return id;
    };
    const send = (minutes: number) =>
      app.get(MailLinks).run(company.companyId, new Date(Date.now() + minutes * 60_000));
    const state = async (id: string) =>
      ((await company.get(`/api/v1/leavers/${id}`).expect(200)).body as { link: { mail: string } }).link.mail;
    received.length = 0;
    refusing = true;
    const id = await leave('Ann\r\nBcc: all@example.com');
    await send(1);
    expect([received.length, await state(id)]).toEqual([0, 'waiting']);
    refusing = false;
    await send(9);
    expect(received).toHaveLength(0);
    await Promise.all([send(12), send(12)]);
    expect([received.length, await state(id)]).toEqual([1, 'sent']);
    expect(received[0]?.text).toContain('Hello Ann Bcc: all@example.com,\n');
    expect(received[0]?.text).toContain('You have left Left & Co.');
    const url = /http\S+\/leaver#(\S+)/.exec(received[0]?.text ?? '');
    const open = (token: string | undefined) => app.http().post('/leaver/v1/sessions').send({ token });
    await open(url?.[1]).expect(201);
    // By hand: that one counts, and no e-mail ends it.
    const byHand = await leave('By hand');
    const made = await company.post(`/api/v1/leavers/${byHand}/link`).expect(201);
    await send(60);
    expect([received.length, await state(byHand)]).toEqual([1, 'none']);
    await open((made.body as { url: string }).url.split('#')[1]).expect(201);
  });
});
