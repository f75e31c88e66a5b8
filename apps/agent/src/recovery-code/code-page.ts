/** What stands on the page beside the words. */
export interface CodeFacts {
  readonly company: string;
  readonly employee: string;
  readonly repositoryId: string;
  readonly madeOn: Date;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const STYLE = `
@page { margin: 18mm }
body { font: 12pt/1.5 system-ui, sans-serif; max-width: 165mm; margin: 0 auto; padding: 8mm; color: #000; background: #fff }
h1 { font-size: 20pt; margin: 0 0 4mm }
ol { columns: 2; padding-left: 12mm; font: 600 16pt/2 ui-monospace, monospace }
li::marker { font-weight: 400; color: #444 }
code { font: 10pt/1.6 ui-monospace, monospace; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: 45mm 1fr; margin: 6mm 0 }
dt { color: #444 } dd { margin: 0 }
@media print { body { padding: 0 } .screen { display: none } }`;

/**
 * A page to print, on A4 or Letter: it needs nothing but itself, runs nothing and asks nobody for anything. What comes from
 * outside is text and never markup.
 */
export function codePage(words: string, { company, employee, repositoryId, madeOn }: CodeFacts): string {
  const items = words.split(' ').map((word) => `<li>${escaped(word)}</li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Holdfast recovery code</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>Holdfast recovery code</h1>
<p>These twelve words, in this order, open every backup of your phones: on any computer, also when laptop and phone are lost.
Whoever has this page can do the same. Nobody at your company has the words, and nobody can make them again.</p>
<ol>
${items.join('\n')}
</ol>
<dl>
<dt>Of</dt><dd>${escaped(employee)}, at ${escaped(company)}</dd>
<dt>Made on</dt><dd>${madeOn.toISOString().slice(0, 10)}</dd>
<dt>Opens repository</dt><dd><code>${escaped(repositoryId)}</code></dd>
<dt>In one line</dt><dd><code>${escaped(words)}</code></dd>
</dl>
<p>To use it: install Holdfast on any computer and enrol there with this code, or, after leaving the company, run
“holdfast export” with your personal link. To replace it, for example when somebody has seen it: “holdfast recovery-code replace”.</p>
<p class="screen">Print this page and keep it where you keep what matters, or put the line above into a password manager. Then delete this file.</p>
</body>
</html>
`;
}
