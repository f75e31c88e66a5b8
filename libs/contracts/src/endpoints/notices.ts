import { z } from 'zod';
import { Sha256Hex } from '../objects/object-name.js';
import { endpoint } from './endpoint.js';
import { DateOnly } from './paging.js';

const NoticeBody = z.string().trim().min(1).max(20_000);

/** A column of *What my company can see*; `code` of a claim is stable (libs/policy/visibility), its text is for people. */
export const VisibilityColumn = z.object({
  column: z.enum(['is-read', 'can-see', 'could-open', 'cannot-open', 'never-kept']),
  title: z.string(),
  claims: z.array(z.object({ code: z.string(), text: z.string() })),
});
export type VisibilityColumn = z.infer<typeof VisibilityColumn>;

/** `open`: never acknowledged, or another statement than the one in force. */
export const NoticeStanding = z.enum(['acknowledged', 'open', 'withdrawn']);

export const MyVisibility = z.object({
  noticeVersion: z.int(),
  /** Of the statement: acknowledge exactly this one. */
  textSha256: Sha256Hex,
  /** The company's own text. */
  notice: z.string(),
  columns: z.array(VisibilityColumn),
  standing: NoticeStanding,
  /** Of the newest acknowledgement or withdrawal. */
  on: DateOnly.nullable(),
});
export type MyVisibility = z.infer<typeof MyVisibility>;

export const Acknowledgement = z.strictObject({ noticeVersion: z.int().min(1), textSha256: Sha256Hex });

/** What an employee says instead of enrolling a phone; known to nobody else. */
export const PhoneAnswer = z.enum(['declined', 'not-for-work']);
export const MyAnswer = z.object({ answer: PhoneAnswer.nullable(), on: DateOnly.nullable() });
const Declare = z.strictObject({ answer: PhoneAnswer.nullable() });

export const CompanyNotice = z.object({
  version: z.int(),
  text: z.string(),
  /** The statement that an employee under the policy for everybody is shown. */
  statement: z.string(),
  acknowledged: z.int(),
  employees: z.int(),
  versions: z.array(
    z.object({
      version: z.int(),
      publishedOn: DateOnly,
      publishedBy: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type CompanyNotice = z.infer<typeof CompanyNotice>;

export const noticeEndpoints = {
  myVisibility: endpoint({
    id: 'myVisibility',
    method: 'GET',
    path: '/api/v1/my/visibility',
    tag: 'own',
    summary: 'What my company can see, could open and cannot open, and whether I have acknowledged it',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: MyVisibility,
    errors: [],
  }),
  acknowledgeMyNotice: endpoint({
    id: 'acknowledgeMyNotice',
    method: 'POST',
    path: '/api/v1/my/notice/acknowledgements',
    tag: 'own',
    summary: 'I have read statement H of notice N',
    auth: 'session',
    permission: 'own',
    body: Acknowledgement,
    status: 204,
    errors: ['version-conflict'],
  }),
  withdrawMyNotice: endpoint({
    id: 'withdrawMyNotice',
    method: 'POST',
    path: '/api/v1/my/notice/withdrawals',
    tag: 'own',
    summary: 'Take my acknowledgement back: nothing more is read, what is stored stays',
    auth: 'session',
    permission: 'own',
    status: 204,
    errors: [],
  }),
  myAnswer: endpoint({
    id: 'myAnswer',
    method: 'GET',
    path: '/api/v1/my/answer',
    tag: 'own',
    summary: 'What I said instead of enrolling a phone',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: MyAnswer,
    errors: [],
  }),
  declareMine: endpoint({
    id: 'declareMine',
    method: 'PUT',
    path: '/api/v1/my/answer',
    tag: 'own',
    summary: 'Say that I decline, or do not use a phone for work; null takes it back',
    auth: 'session',
    permission: 'own',
    body: Declare,
    status: 204,
    errors: [],
  }),
  getNotice: endpoint({
    id: 'getNotice',
    method: 'GET',
    path: '/api/v1/notice',
    tag: 'notices',
    summary: "The company's privacy notice, its versions, and how many have acknowledged what is in force",
    auth: 'session',
    permission: 'notices.read',
    status: 200,
    response: CompanyNotice,
    errors: [],
  }),
  previewNotice: endpoint({
    id: 'previewNotice',
    method: 'POST',
    path: '/api/v1/notice/previews',
    tag: 'notices',
    summary: 'The statement that employees would be shown with this text; nothing is changed',
    auth: 'session',
    permission: 'notices.read',
    body: z.strictObject({ text: NoticeBody }),
    status: 200,
    response: z.object({ statement: z.string() }),
    errors: [],
  }),
  publishNotice: endpoint({
    id: 'publishNotice',
    method: 'POST',
    path: '/api/v1/notice/versions',
    tag: 'notices',
    summary: 'Publish the next version of the notice: everybody is asked again before anything more is read',
    auth: 'session',
    permission: 'notices.publish',
    body: z.strictObject({ text: NoticeBody, basedOn: z.int().min(1) }),
    status: 201,
    response: CompanyNotice,
    errors: ['version-conflict'],
  }),
};
