export { PrivacyDocumentsModule } from './privacy-documents.module.js';
