import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { AgentStatus } from './agent-status.js';

/** The agent's state now and at each change, until it stops; nothing at all where no agent listens. */
export async function* watchStatus(address: string, signal: AbortSignal): AsyncIterable<AgentStatus> {
  const socket = connect(address);
  const isListening = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!isListening) return;
  const leave = (): void => void socket.destroy();
  signal.addEventListener('abort', leave);
  socket.on('error', leave);
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      yield JSON.parse(line) as AgentStatus;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    socket.destroy();
  }
}
