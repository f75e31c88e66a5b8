/**
 * Whom a grant is for: one agent, of one employee, of one company. The authorization server knows one text for it; access
 * tokens name the three apart.
 */
export interface AgentAccount {
  readonly companyId: string;
  readonly employeeId: string;
  readonly agentId: string;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const FORM = new RegExp(`^(${UUID})/(${UUID})/(${UUID})$`);

export const accountIdOf = ({ companyId, employeeId, agentId }: AgentAccount): string =>
  `${companyId}/${employeeId}/${agentId}`;

export const parseAccountId = (text: unknown): AgentAccount | undefined => {
  const [, companyId, employeeId, agentId] = (typeof text === 'string' ? FORM.exec(text) : null) ?? [];
  return companyId && employeeId && agentId ? { companyId, employeeId, agentId } : undefined;
};
