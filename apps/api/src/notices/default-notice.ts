/** The text of a company that has not written its own. What is read and who sees what follows it, from the policy. */
export const DEFAULT_NOTICE = `Your company asks you to protect your phone with Holdfast. Please read this first.

Taking part is your choice. You can say “not now”, that you do not use your phone for work, or that you decline: nothing follows from it, and nobody is told that it was you.

When. Only while your phone is plugged into a workstation on which you enrolled it, and only in your own session.

Your recovery code. Keep it where you would find it without your workstation; nobody can make you another one once both are lost.

How long. Every version is kept until your company has it removed: Holdfast removes none by itself yet. When you leave the company you are given a link, and with your recovery code you take everything with you; after that it is erased.

What you can do. See every version and get any file back, see who looked, and take this acknowledgement back: from then on nothing more is read. Ask your company's privacy contact if anything is unclear.

By acknowledging you confirm that you have read this and what follows. It is not a consent, unless it says so below, and nothing else follows from it.
`;
