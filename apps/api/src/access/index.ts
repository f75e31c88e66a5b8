export { AccessModule } from './access.module.js';
export { ForgetOldNotes } from './forget-old-notes.js';
export { ReadAccessLog } from './read-access-log.js';
export { NoteAccess } from './note-access.js';
export { eraseNotesOf } from './erase-rows.js';
