import type { RecordTable } from '../row.js';

export const CALLS: RecordTable = {
  columns: {
    number: 'text',
    presentation: 'number',
    date: 'ms',
    duration: 'number',
    type: 'number',
    new: 'number',
    is_read: 'number',
    name: 'text',
    numbertype: 'number',
    numberlabel: 'text',
    countryiso: 'text',
    geocoded_location: 'text',
    features: 'number',
    data_usage: 'number',
    transcription: 'text',
    post_dial_digits: 'text',
    via_number: 'text',
    block_reason: 'number',
  },
};
