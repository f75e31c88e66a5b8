import { encodePlistMessage, isDict } from '@holdfast/phones/codecs';
import { readRequest } from '../lockdown/read-request.js';
import type { ServiceHandler } from '../phone-state.js';

/** A transparent picture of one pixel, PNG. */
const ICON = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** springboardservices as a backup uses it: the pictures of apps (all the same here), and where they lie. */
export const springboardServices: ServiceHandler = async (connection) => {
  for (;;) {
    const request = await readRequest(connection.reader);
    const command = isDict(request) ? request['command'] : undefined;
    if (command === 'getIconPNGData') await connection.send(encodePlistMessage({ pngData: ICON }));
    else if (command === 'getIconState') await connection.send(encodePlistMessage([]));
    else await connection.send(encodePlistMessage({ error: 'UnknownCommand' }));
  }
};
