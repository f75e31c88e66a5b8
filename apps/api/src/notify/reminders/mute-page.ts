const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;

/** Opening it changes nothing: scanners of mail open every link. */
export const MUTE_PAGE = page(
  'No reminders for a day',
  '<p>Holdfast will not remind you of your phone’s backup for 24 hours. What is open stays open.</p>' +
    '<form method="post"><button type="submit">No reminders for a day</button></form>',
);

export const MUTED_PAGE = page(
  'No reminders for a day',
  '<p>Done: you get no reminder for 24 hours. In Holdfast, under “My account”, you can end that earlier.</p>',
);

/** The page has a form to itself and nothing else. */
export const MUTE_PAGE_POLICY =
  "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
