import { createHmac, randomBytes } from 'node:crypto';
import type { Platform, WorkstationEnrolled } from '@holdfast/contracts';
import type supertest from 'supertest';
import type { z } from 'zod';
import type { TestApp } from './test-app.js';
import type { TestConsole } from './test-console.js';

/** An enrolled workstation, as its agent speaks. */
export class TestAgent {
  constructor(
    private readonly app: TestApp,
    readonly enrolled: z.infer<typeof WorkstationEnrolled>,
  ) {}

  /** Mints a token, enrols, acknowledges the notice. */
  static async enrol(app: TestApp, owner: TestConsole, employeeId: string): Promise<TestAgent> {
    const minted = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    const { token } = minted.body as { token: string };
    const agent = await TestAgent.withToken(app, token);
    const { version, sha256 } = agent.enrolled.notice;
    await agent
      .post('/agent/v1/acknowledgements', { noticeVersion: version, textSha256: sha256 })
      .expect(204);
    return agent;
  }

  /** Enrols only: the notice is open. */
  static async withToken(app: TestApp, token: string): Promise<TestAgent> {
    const answer = await app
      .http()
      .post('/agent/v1/enrol')
      .send({ token, label: 'Laptop', os: 'linux', agentVersion: '0.1.0', keyStore: 'file' })
      .expect(201);
    return new TestAgent(app, answer.body as z.infer<typeof WorkstationEnrolled>);
  }

  get(path: string): supertest.Test {
    return this.app.http().get(path).set('authorization', `Bearer ${this.enrolled.agentToken}`);
  }

  post(path: string, body: object = {}): supertest.Test {
    return this.app.http().post(path).set('authorization', `Bearer ${this.enrolled.agentToken}`).send(body);
  }

  patch(path: string, body: object): supertest.Test {
    return this.app.http().patch(path).set('authorization', `Bearer ${this.enrolled.agentToken}`).send(body);
  }

  /** What the agent would say of a phone with this serial. */
  phone(serial = randomBytes(6).toString('hex'), label = 'Pixel', platform: Platform = 'android'): object {
    const key = Buffer.from(this.enrolled.phoneHashKey, 'base64');
    const phoneKey = createHmac('sha256', key).update(serial).digest('hex');
    const [model, osVersion] = platform === 'ios' ? ['iPhone 15', '18.1'] : ['Pixel 8', '16'];
    return { phoneKey, platform, model, osVersion, label };
  }

  /** Enrols a phone; answers its id. */
  async enrolPhone(serial?: string, label?: string, platform?: Platform): Promise<string> {
    const answer = await this.post('/agent/v1/phones', this.phone(serial, label, platform)).expect(201);
    return (answer.body as { phoneId: string }).phoneId;
  }
}
