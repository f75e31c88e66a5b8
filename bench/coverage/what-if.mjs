import { setTimeout as sleep } from 'node:timers/promises';
import { rounded } from '../engine/results.mjs';
import { send } from '../sign-in/console-client.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const WHAT_IF_FIGURES = [{ name: 'whatIf.seconds', most: 60 }];

const PATH = '/api/v1/policies/what-if';
/** What is asked: the policy of everybody with backups that may be three days old, and no older. */
const CHANGE = { schedule: { maxAgeHours: 72 } };

/** From the question until it is answered for everybody whom the draft would cover. */
export async function measureWhatIf({ big, signal, tell }) {
  const { server, jar, client, company } = big;
  const { rows } = await client.query(
    `SELECT v.policy_id AS id, v.policy FROM policy_assignments a JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     WHERE a.company_id = $1 AND a.group_id IS NULL`,
    [company],
  );
  const [{ id: policyId, policy }] = rows;
  const changed = { ...policy, schedule: { ...policy.schedule, ...CHANGE.schedule } };
  const began = performance.now();
  const asked = await send({
    origin: server.origin,
    jar,
    method: 'POST',
    path: PATH,
    json: { policyId, policy: changed },
  });
  if (asked.status !== 202) throw new Error(`${PATH} answered ${asked.status}: ${asked.text.slice(0, 400)}`);
  const { id } = JSON.parse(asked.text);
  for (;;) {
    signal.throwIfAborted();
    const answer = await send({ origin: server.origin, jar, path: `${PATH}/${id}` });
    if (answer.status !== 200)
      throw new Error(`${PATH}/${id} answered ${answer.status}: ${answer.text.slice(0, 400)}`);
    const { state, progress } = JSON.parse(answer.text);
    if (state === 'done') {
      tell(`what-if: ${progress.of} people`);
      return { 'whatIf.seconds': rounded((performance.now() - began) / 1000) };
    }
    if (state !== 'running') throw new Error(`The what-if ended as ${state}.`);
    await sleep(100);
  }
}
