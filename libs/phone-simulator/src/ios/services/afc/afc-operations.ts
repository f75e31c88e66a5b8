import { AFC, AFC_STATUS } from '@holdfast/phones/codecs';
import { afcPath, field, twoPaths } from './afc-fields.js';
import { openAfcFile } from './afc-file.js';
import { deviceInfo, fileInfo } from './afc-info.js';
import { data, nameList, number64, status, type AfcAnswer, type AfcSession } from './afc-session.js';
import { AfcFailure } from './afc-failure.js';

type Operation = (session: AfcSession, content: Buffer) => Promise<AfcAnswer>;

const OK = status(AFC_STATUS.ok);
const LONGEST_READ = 4 * 1024 * 1024;
const SEEK = { start: 0n, here: 1n, end: 2n } as const;

async function read(session: AfcSession, content: Buffer): Promise<AfcAnswer> {
  const file = session.file(content);
  const wanted = field(content, 1);
  const bytes = Buffer.allocUnsafe(wanted < LONGEST_READ ? Number(wanted) : LONGEST_READ);
  const count = await file.read(bytes, file.position);
  file.position += count;
  return data(bytes.subarray(0, count));
}

async function write(session: AfcSession, content: Buffer): Promise<AfcAnswer> {
  const file = session.file(content);
  const bytes = content.subarray(8);
  if (file.appends) file.position = await file.size();
  await file.write(bytes, file.position);
  file.position += bytes.length;
  return OK;
}

async function seek(session: AfcSession, content: Buffer): Promise<AfcAnswer> {
  const file = session.file(content);
  const whence = field(content, 1);
  const offset = Number(BigInt.asIntN(64, field(content, 2)));
  const from = whence === SEEK.start ? 0 : whence === SEEK.here ? file.position : await file.size();
  if (whence > SEEK.end || from + offset < 0) throw new AfcFailure(AFC_STATUS.invalidArgument);
  file.position = from + offset;
  return OK;
}

/** What each operation of AFC does; each throws `AfcFailure`, or what the file system throws. */
export const afcOperations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [AFC.READ_DIR, async ({ view }, content) => data(await nameList(view.names(afcPath(content))))],
  [AFC.GET_FILE_INFO, async ({ view }, content) => data(fileInfo(await view.stat(afcPath(content))))],
  [AFC.GET_DEVICE_INFO, ({ phone }) => Promise.resolve(data(deviceInfo(phone)))],
  [
    AFC.FILE_OPEN,
    async (session, content) => {
      const below = afcPath(content.subarray(8));
      const file = await openAfcFile(session.phone, session.view, below, Number(field(content, 0)));
      return { operation: AFC.FILE_OPEN_RESULT, bytes: number64(session.add(file)) };
    },
  ],
  [AFC.FILE_READ, read],
  [AFC.FILE_WRITE, write],
  [AFC.FILE_SEEK, seek],
  [
    AFC.FILE_TELL,
    (session, content) => {
      const position = BigInt(session.file(content).position);
      return Promise.resolve({ operation: AFC.FILE_TELL_RESULT, bytes: number64(position) });
    },
  ],
  [AFC.FILE_CLOSE, (session, content) => session.close(field(content, 0)).then(() => OK)],
  [
    AFC.FILE_SET_SIZE,
    (session, content) => {
      const size = field(content, 1);
      if (size > Number.MAX_SAFE_INTEGER) throw new AfcFailure(AFC_STATUS.noSpace);
      return session
        .file(content)
        .resize(Number(size))
        .then(() => OK);
    },
  ],
  [
    AFC.FILE_LOCK,
    (session, content) => {
      session.lock(content);
      return Promise.resolve(OK);
    },
  ],
  [
    AFC.MAKE_DIR,
    async ({ phone, view }, content) => {
      const below = afcPath(content);
      view.refuse(below);
      await writer(phone).makeFolder(below);
      return OK;
    },
  ],
  [
    AFC.REMOVE_PATH,
    ({ phone }, content) =>
      writer(phone)
        .remove(afcPath(content), false)
        .then(() => OK),
  ],
  [
    AFC.REMOVE_ALL,
    ({ phone }, content) =>
      writer(phone)
        .remove(afcPath(content), true)
        .then(() => OK),
  ],
  [
    AFC.RENAME_PATH,
    ({ phone }, content) =>
      writer(phone)
        .move(...twoPaths(content))
        .then(() => OK),
  ],
  [
    AFC.SET_FILE_TIME,
    ({ phone }, content) => {
      const seconds = Number(field(content, 0) / 1_000_000_000n);
      return writer(phone)
        .setTime(afcPath(content.subarray(8)), seconds)
        .then(() => OK);
    },
  ],
]);

const writer = (phone: AfcSession['phone']) => phone.domains.mediaWriter();
