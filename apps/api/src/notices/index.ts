export { declarationOf, removeDeclaration } from './declaration-rows.js';
export { DEFAULT_NOTICE } from './default-notice.js';
export { Notices, type NoticeState } from './notices.js';
export { NoticesModule } from './notices.module.js';
export { PublishNotice } from './publish-notice.js';
export { coarsenNoticeTimes } from './old-rows.js';
export { eraseNoticesOf } from './erase-rows.js';
