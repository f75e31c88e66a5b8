import { randomBytes, randomUUID } from 'node:crypto';
import { newTestCode } from '../../leavers/testing/test-code.js';
import type { TestAgent } from '../../testing/test-agent.js';

/** What a workstation asks with; the tag is nothing that a server could check. */
export const newRequest = (): { id: string; publicKey: string; tag: string } => ({
  id: randomUUID(),
  publicKey: newTestCode().publicKey.toString('base64'),
  tag: randomBytes(32).toString('base64'),
});

/** Asks to be let in; answers the request's id. */
export const asks = async (agent: TestAgent, request = newRequest()): Promise<string> => {
  await agent.post('/agent/v1/join-requests', request).expect(201);
  return request.id;
};
