const GIVEN =
  `Ada Amara Anton Beatriz Carla Chen Clara Daniel Edda Elif Emil Farah Femi Greta Hanna Hugo Ines Ivo Jonas Karim
  Kofi Lena Linh Lucía Mads Maja Marek Mira Nadia Noor Olga Omar Paula Pedro Rosa Samir Sara Theo Tomás Yuki`.split(
    /\s+/,
  );
const FAMILY =
  `Abebe Adler Almeida Andersen Bauer Becker Bianchi Brandt Castro Cohen Costa Diallo Dubois Eriksen Fischer Fontaine
  Garcia Haddad Hansen Ivanov Jansen Kaya Keller Khan Kovács Kowalski Larsen Lindqvist Lopez Marino Meyer Mohr Moreau Nagy
  Nguyen Novák Okafor Okoye Olsen Park Petrov Ribeiro Rossi Sato Schmidt Silva Singh Suzuki Vogel Weber`.split(
    /\s+/,
  );
const AREAS = [
  'Sales',
  'Field service',
  'Logistics',
  'Engineering',
  'Marketing',
  'Finance',
  'People',
  'Support',
];
const REGIONS = ['North', 'South', 'East', 'West', 'Centre'];

const listed = (words) => `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]`;
const DEPARTMENTS = AREAS.flatMap((area) => REGIONS.map((region) => `${area} ${region}`));

/** A random-looking whole number below `most`, that follows from a person's number alone. */
const drawn = (what, most) => `(hashint8extended(n, ${what}) & 2147483647) % ${most}`;

/** Everybody and every phone, with what everything else about them follows from. Gone when the fleet is loaded. */
export const PEOPLE = [
  `INSERT INTO bench_fleet.people
   SELECT n, company, bench_fleet.id(:seed || '/employee/' || n), template,
     (${drawn(1, 21_600_000)}) * interval '1 ms',
     (${listed(GIVEN)})[1 + ${drawn(2, GIVEN.length)}] || ' ' || (${listed(FAMILY)})[1 + ${drawn(3, FAMILY.length)}],
     CASE WHEN ${drawn(4, 100)} > 0 THEN (${listed(DEPARTMENTS)})[1 + ${drawn(5, 'departments')}] END
   FROM (SELECT c.company, c.departments, row_number() OVER (ORDER BY c.number, k) AS n,
       CASE WHEN c.cut AND k = c.people THEN 0
         ELSE p.first + ((hashint8extended(k * 32 + c.number, 6) & 2147483647) % p.count)::int END AS template
     FROM bench_fleet.companies c CROSS JOIN LATERAL generate_series(1, c.people) k
     JOIN bench_fleet.places p ON p.place = (k - 1) % 1000) people`,
  `INSERT INTO bench_fleet.phones
   SELECT p.company, p.n, p.employee, p.template, t.place, bench_fleet.id(:seed || '/phone/' || p.n || '/' || t.place), p.shift,
     bench_fleet.id(:seed || '/repository/' || p.n)
   FROM bench_fleet.people p JOIN bench_fleet.t_phones t ON t.template = p.template`,
];
