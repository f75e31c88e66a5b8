import type { InventoryPhone, InventoryReport } from '@holdfast/contracts';
import type supertest from 'supertest';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

const PATH = '/api/v1/inventory';

/** A company's inventory, as its owner imports and reads it. */
export class TestInventory {
  constructor(
    private readonly app: TestApp,
    private readonly owner: TestConsole,
  ) {}

  async emailOf(employeeId: string): Promise<string> {
    const { body } = await this.owner.get(`/api/v1/people/${employeeId}`).expect(200);
    return (body as { email: string }).email;
  }

  async replace(source: string, rows: readonly object[], query = ''): Promise<InventoryReport> {
    const answer = await this.owner.put(`${PATH}/sources/${source}${query}`, { rows }).expect(200);
    return answer.body as InventoryReport;
  }

  send(source: string, file: string | Buffer, query = '', type = 'text/csv'): supertest.Test {
    return this.app
      .http()
      .put(`${PATH}/sources/${source}${query}`)
      .set({ cookie: this.owner.cookie, 'x-holdfast-request': '1', 'content-type': type })
      .send(file);
  }

  async csv(source: string, file: string, query = ''): Promise<InventoryReport> {
    return (await this.send(source, file, query).expect(200)).body as InventoryReport;
  }

  async phones(query = ''): Promise<InventoryPhone[]> {
    const { body } = await this.owner.get(`${PATH}?limit=200&${query}`).expect(200);
    return (body as { items: InventoryPhone[] }).items;
  }
}
