import { CALLS as CALL_COLUMNS } from '../../../records/calls/call-columns.js';
import { callsJson, callsXml } from '../../../records/calls/call-files.js';
import { msOf } from '../../../records/formats/utc-time.js';
import { FOLDERS } from '../../../records/record-names.js';
import type { RecordKind } from '../record-kind.js';

/** The phone's call log. */
export const CALLS: RecordKind = {
  category: 'calls',
  folder: FOLDERS.calls,
  tables: {
    calls: { needed: true, records: true, table: { uri: 'content://call_log/calls', ...CALL_COLUMNS } },
  },
  secondsOf: (_table, row) => (msOf(row.values?.get('date')) || 0) / 1000,
  files: [
    { name: 'calls.json', render: callsJson },
    { name: 'calls.xml', render: callsXml },
  ],
};
