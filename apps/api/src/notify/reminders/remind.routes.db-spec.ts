import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MailLinks } from '../../leavers/index.js';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { TestMailServer } from '../testing/test-mail-server.js';

describe('reminders by e-mail, over a real SMTP server', () => {
  let server: TestMailServer;
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    server = await TestMailServer.start();
    app = await TestApp.start({ SMTP_URL: server.url, MAIL_FROM: 'backup@example.com' });
    owner = await app.companyWithOwner('Böhm & <Söhne>');
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const remind = (id: string, by = owner) => by.post(`/api/v1/people/${id}/reminders`);

  it('tells what is open and the next step, escaped in HTML, once a day', async () => {
    const id = await owner.employee('<script>alert(1)</script> "Ann"');
    const both = await Promise.all([remind(id), remind(id)]);
    expect(both.map((answer) => answer.status)).toEqual([202, 202]);
    expect(both.map((answer) => (answer.body as { sent: boolean }).sent).sort()).toEqual([false, true]);
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
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
    server.behaves = 'busy';
    expect((await remind(id).expect(202)).body).toMatchObject({ sent: false });
    server.behaves = 'takes';
    expect((await remind(id).expect(202)).body).toEqual({ sent: true, reason: null });
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
    server.received.length = 0;
    server.behaves = 'busy';
    const id = await leave('Ann\r\nBcc: all@example.com');
    await send(1);
    expect([server.received.length, await state(id)]).toEqual([0, 'waiting']);
    server.behaves = 'takes';
    await send(9);
    expect(server.received).toHaveLength(0);
    await Promise.all([send(12), send(12)]);
    expect([server.received.length, await state(id)]).toEqual([1, 'sent']);
    expect(server.received[0]?.text).toContain('Hello Ann Bcc: all@example.com,\n');
    expect(server.received[0]?.text).toContain('You have left Left & Co.');
    const url = /http\S+\/leaver#(\S+)/.exec(server.received[0]?.text ?? '');
    const open = (token: string | undefined) => app.http().post('/leaver/v1/sessions').send({ token });
    await open(url?.[1]).expect(201);
    // By hand: that one counts, and no e-mail ends it.
    const byHand = await leave('By hand');
    const made = await company.post(`/api/v1/leavers/${byHand}/link`).expect(201);
    await send(60);
    expect([server.received.length, await state(byHand)]).toEqual([1, 'none']);
    await open((made.body as { url: string }).url.split('#')[1]).expect(201);
  });
});
