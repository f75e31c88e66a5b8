/** The notice of a company that has not written its own: what is read, who could open it, what one can do. */
export const DEFAULT_NOTICE = `Your company asks you to protect your phone with Holdfast. Please read this first.

What is read. Only what your company's policy names: unless it says otherwise, photos, videos, documents and contacts. Messages, chats, calls, health data and passwords are not read. You can see the policy and you can narrow it for yourself.

When. Only while your phone is plugged into the workstation on which you enrolled it, and only in your own session. A phone that nobody enrolled is not touched.

What your company sees. That a phone of yours is enrolled under the name you gave it, its model and system version, on which day it was last backed up, how much was stored and whether something is missing. Not the names of your files, not what is in them, not where you are, not which apps you use.

Who can open it. Everything is encrypted on your workstation before it leaves. You can open it. Whether a recovery key of your company can open it too, who holds that key, and whose approval it needs is in the policy; each use is recorded and shown to you. Whoever held both the storage and that key could open a backup outside Holdfast, and Holdfast could not record it.

How long. Versions are kept for as long as the policy says, then removed. If you leave, you take your data with you and it is erased, unless the law obliges your company to keep it.

What you can do. See every version, get any file back, see who looked, stop at any time. Ask your company's privacy contact if anything is unclear.

By acknowledging you confirm that you have read this. It is not a consent, and nothing else follows from it.
`;
