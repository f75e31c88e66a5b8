import { readFileSync } from 'node:fs';

/** Version of this program, as its package says; sent to the control plane as `agentVersion`. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
