import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Readiness } from '../health/index.js';

const OPEN_REQUESTS_MS = 25_000;

/** Resolves when every open request is answered, or when it has waited long enough. */
const finishOpenRequests = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), OPEN_REQUESTS_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });

/**
 * Stops in the order in which nothing is lost: say *not ready*, give load balancers a moment, take no new connection,
 * finish what is open (25 s at most), close the pools.
 */
export const stopGracefully = async (app: INestApplication, delayMs: number): Promise<void> => {
  app.get(Readiness).stop();
  await sleep(delayMs);
  await finishOpenRequests(app.getHttpServer() as Server);
  await app.close();
};
