import * as columns from '../../../records/messages/message-columns.js';
import type { Table } from '../content/table.js';

export const SMS: Table = { uri: 'content://sms', ...columns.SMS };

export const MMS: Table = { uri: 'content://mms', ...columns.MMS };

export const PARTS: Table = { uri: 'content://mms/part', ...columns.PARTS };

/** Conversations and who takes part in them, as ids of `PARTNERS`. */
export const THREADS: Table = {
  uri: 'content://mms-sms/conversations?simple=true',
  columns: { recipient_ids: 'text' },
};

export const PARTNERS: Table = {
  uri: 'content://mms-sms/canonical-addresses',
  columns: { address: 'text' },
};

/** The addresses of one multimedia message: the provider offers them one message at a time only. */
export function addressTable(message: string): Table {
  return {
    uri: `content://mms/${message}/addr`,
    columns: { address: 'text', type: 'number', charset: 'number' },
  };
}
