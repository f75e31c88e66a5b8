import { createServer } from 'node:net';

const listens = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: got } = server.address();
      server.close(() => resolve(got));
    });
  });

/** The wanted port if nobody listens there, else undefined. */
export const isFree = async (port) => (await listens(port)) !== undefined;

/** A port that nobody listens on now. */
export const freePort = () => listens(0);
