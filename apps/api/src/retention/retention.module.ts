import { Module } from '@nestjs/common';
import { CoverageModule } from '../coverage/index.js';
import { KeepTerms } from './keep-terms.js';

@Module({ imports: [CoverageModule], providers: [KeepTerms], exports: [KeepTerms] })
export class RetentionModule {}
