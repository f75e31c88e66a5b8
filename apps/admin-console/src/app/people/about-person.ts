/** Address and department of a person, as far as one's role is told. */
export const aboutPerson = (person: { email: string | null; department: string | null }): string =>
  [person.email, person.department].filter((part) => part !== null && part !== '').join(' · ');
