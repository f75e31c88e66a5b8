import type { IconName } from '../look/icons';
import type { PageEntry } from '../pages';

/** Somewhere the palette can go. */
export interface Target {
  readonly title: string;
  readonly about: string;
  readonly icon: IconName;
  readonly link: readonly string[];
}

interface FoundPhone {
  readonly id: string;
  readonly label: string;
  readonly employee: { readonly name: string };
}

interface FoundPerson {
  readonly id: string;
  readonly name: string;
  /** Null for who may not read addresses. */
  readonly email: string | null;
}

/** Pages whose title has the words in it, then what the api found; no words list all pages. */
export function findTargets(
  words: string,
  pages: readonly PageEntry[],
  phones: readonly FoundPhone[],
  people: readonly FoundPerson[],
): Target[] {
  const wanted = words.toLocaleLowerCase();
  return [
    ...pages
      .filter(({ title }) => title.toLocaleLowerCase().includes(wanted))
      .map(({ title, icon, path }) => ({ title, icon, about: $localize`Page`, link: path.split('/') })),
    ...phones.map(({ id, label, employee }) => ({
      title: label,
      icon: 'phone' as const,
      about: employee.name,
      link: ['phones', id],
    })),
    ...people.map(({ id, name, email }) => ({
      title: name,
      icon: 'people' as const,
      about: email ?? $localize`Person`,
      link: ['people', id],
    })),
  ];
}
