import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { PoliciesModule } from '../policies/index.js';
import { StorageModule } from '../storage/index.js';
import { DraftDocument } from './draft-document.js';
import { PrivacyDocumentsController } from './privacy-documents.controller.js';

@Module({
  imports: [CompaniesModule, PoliciesModule, StorageModule],
  controllers: [PrivacyDocumentsController],
  providers: [DraftDocument],
})
export class PrivacyDocumentsModule {}
