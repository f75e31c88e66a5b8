// A Nest application with one empty POST, as a program: what a check-in is held against. Prints its port.
import 'reflect-metadata';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

class BareController {
  empty() {
    return {};
  }
}
Controller()(BareController);
const method = /** @type {PropertyDescriptor} */ (
  Object.getOwnPropertyDescriptor(BareController.prototype, 'empty')
);
Post('/empty')(BareController.prototype, 'empty', method);
HttpCode(200)(BareController.prototype, 'empty', method);

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`port ${app.getHttpServer().address().port}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
