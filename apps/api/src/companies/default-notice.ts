/** The notice of a company that has not written its own: what is read, who could open it, what one can do. */
export const DEFAULT_NOTICE = `Your company asks you to protect your phone with Holdfast. Please read this first.

What is read. Only what your company's policy names: unless it says otherwise, photos, videos, documents and contacts, and no messages, chats, calls, health data or passwords. You can leave kinds of data out of a backup that you start yourself; nobody can add to what the policy names.

When. Only while your phone is plugged into the workstation on which you enrolled it, and only in your own session. A phone that nobody enrolled is not touched.

What your company sees. That a phone of yours is enrolled under the name you gave it, its model and system version, on which days it was backed up, how many files were new and how much was stored, whether something is missing, and, while it happens, that it is plugged in and how far a backup is. Of your workstation: its name, its system, the version of the agent and on which day it last reported. Not the names of your files, not what is in them, not where you are, not which apps you use.

Who can open it. Everything is encrypted on your workstation before it leaves. It can be opened by a workstation that you enrolled and with your recovery code, and by nothing else: your company has no key to it. Keep your recovery code where you would find it without your workstation; nobody can make you another one. Whoever had both the stored data and your workstation's key or your recovery code could open a backup outside Holdfast, and Holdfast could not record it.

How long. Every version is kept until your company has it removed: Holdfast removes none by itself yet. Before you leave you can restore everything to a disk of your own; ask your company's privacy contact to have the rest erased.

What you can do. See every version and get any file back on your workstation, and stop at any time by ending the agent there. Ask your company's privacy contact if anything is unclear.

By acknowledging you confirm that you have read this. It is not a consent, and nothing else follows from it.
`;
