import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, type Request, type Response, urlencoded } from 'express';
import { Logger } from 'nestjs-pino';
import { SCIM_TYPE } from '@holdfast/contracts';
import { AppModule, type Ground } from '../app.module.js';
import { AuthorizationServer, DpopNonces } from '../authorization/index.js';
import { apiSecurity, consoleFiles } from '../console-files/index.js';
import { validationPipe } from '../http/index.js';
import { ProblemFilter } from '../problems/index.js';

/** A policy with every list full is under it; objects are streamed and never pass the body parser. */
const JSON_LIMIT = '1mb';
/** A group with ten thousand members is under it. */
const SCIM_LIMIT = '2mb';
/** A response with hundreds of groups is a tenth of it. */
const SAML_LIMIT = '256kb';

/** The wiring that the server and the tests share. Not listening yet. */
export const createApp = async (ground: Ground): Promise<NestExpressApplication> => {
  const { publicOrigin, tls, trustProxy, consoleFolder } = ground.configuration.values;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(ground), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
    ...(tls
      ? { httpsOptions: { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) } }
      : {}),
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.disable('x-powered-by');
  // Nothing that the api answers is kept by anybody, so nobody asks whether it is the same still.
  app.disable('etag');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(apiSecurity(publicOrigin.startsWith('https:')));
  // Before any body parser and outside the guards: what it reads and lets in, the authorization server decides itself.
  app.use('/oauth', app.get(AuthorizationServer).handler());
  const nonces = app.get(DpopNonces);
  app.use('/agent/v1', (_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('dpop-nonce', nonces.newest());
    next();
  });
  app.use(consoleFiles(consoleFolder));
  app.use('/saml', urlencoded({ extended: false, limit: SAML_LIMIT, parameterLimit: 10 }));
  app.use('/scim', json({ type: [SCIM_TYPE, 'application/json'], limit: SCIM_LIMIT, strict: true }));
  app.useBodyParser('json', { limit: JSON_LIMIT, strict: true });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  return app;
};
