export { eraseJoiningOf } from './erase-rows.js';
export { JoiningModule } from './joining.module.js';
export { deleteOldJoinRequests } from './old-rows.js';
