import type { FoundGapCode } from '../gaps/gap.js';
import type { FoundIncident } from './incident.js';

/** Which open gaps an incident explains: of these codes, of these causes where a gap has one, and of which phones. */
export interface ExplainedGaps {
  readonly codes: readonly FoundGapCode[];
  readonly causes?: readonly string[];
  readonly agentVersion?: string;
  readonly system?: string;
}

/** Causes of runs behind which a location may stand. A gap without a cause (too few copies) is explained, too. */
const OF_STORAGE = ['storage-unreachable', 'credential-refused'];

/** Undefined: it explains no gap of a phone. */
export function gapsOfIncident({
  kind,
  key,
}: Pick<FoundIncident, 'kind' | 'key'>): ExplainedGaps | undefined {
  switch (kind) {
    case 'agent-version-failing':
      return { codes: ['failing'], agentVersion: key };
    case 'system-failing':
      return { codes: ['failing'], system: key };
    case 'storage-failing':
      return { codes: ['failing'], causes: [key] };
    case 'location-unreachable':
    case 'location-refused':
    case 'location-full':
    case 'location-unpaid':
      return { codes: ['failing', 'too-few-copies'], causes: OF_STORAGE };
    default:
      return undefined;
  }
}
