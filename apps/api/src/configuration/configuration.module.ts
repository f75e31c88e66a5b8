import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Configuration } from './configuration.js';
import { SecretKey } from './secret-key.js';

/** Gives every room the parsed configuration and the installation's secret. */
@Global()
@Module({})
export class ConfigurationModule {
  static of(configuration: Configuration, secretKey: SecretKey): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: SecretKey, useValue: secretKey },
      ],
      exports: [Configuration, SecretKey],
    };
  }
}
