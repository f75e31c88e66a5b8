/** Shown in the console's place while it has not been built: the api works all the same. */
export const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Holdfast</title></head>
<body>
<h1>Holdfast runs; its console is not built yet</h1>
<p>In the checkout, run <code>npm run build</code> and load this page again. Agents work meanwhile.</p>
</body>
</html>
`;
