/** A form of a page: where it goes, and its hidden fields. */
export interface Form {
  readonly action: string;
  readonly fields: Record<string, string>;
  readonly label: string;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const plain = (text: string): string => text.replace(/&(?:lt|gt|quot|amp);/g, (found) => ENTITIES[found]!);

const formsOf = (html: string): Form[] =>
  [...html.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(([, action, inner]) => ({
    action: plain(action!),
    label: plain(/<button[^>]*>([^<]*)/.exec(inner!)![1]!),
    fields: Object.fromEntries(
      [...inner!.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        plain(value!),
      ]),
    ),
  }));

/** A browser on one site: keeps its cookie, follows nothing, presses buttons. */
export class Browser {
  #cookie: string | undefined;

  constructor(readonly origin: string) {}

  async get(url: string) {
    return this.#read(
      await fetch(new URL(url, this.origin), { redirect: 'manual', headers: this.#headers() }),
    );
  }

  async press({ action, fields }: Form, origin = this.origin) {
    const headers = { ...this.#headers(), origin };
    const body = new URLSearchParams(fields);
    return this.#read(
      await fetch(new URL(action, this.origin), { method: 'POST', body, headers, redirect: 'manual' }),
    );
  }

  #headers(): Record<string, string> {
    return this.#cookie === undefined ? {} : { cookie: this.#cookie };
  }

  async #read(answer: Response) {
    const set = answer.headers.get('set-cookie');
    if (set !== null) this.#cookie = set.includes('Max-Age=0') ? undefined : set.split(';', 1)[0];
    const html = await answer.text();
    const forms = formsOf(html);
    const form = (label: string): Form => {
      const found = forms.find((one) => one.label === label);
      if (!found) throw new Error(`There is no button ${label}:\n${html}`);
      return found;
    };
    return { status: answer.status, location: answer.headers.get('location') ?? '', html, form };
  }
}
