import type { EntityManager } from 'typeorm';

/** What a location costs, and how much lies there. In the order in which they were connected. */
export interface PricedLocation {
  readonly id: string;
  readonly storedBytes: number;
  readonly price: { readonly perGibMonth: number; readonly currency: string; readonly asOf: string } | null;
}

export async function pricedLocations(db: EntityManager, companyId: string): Promise<PricedLocation[]> {
  const rows = await db.query<
    { id: string; bytes: string; price: string | null; currency: string | null; as_of: string | null }[]
  >(
    `SELECT l.id, coalesce((SELECT sum(stored_bytes) FROM storage_holdings h
         WHERE h.company_id = l.company_id AND h.location_id = l.id), 0) AS bytes,
       l.price_per_gib_month AS price, l.price_currency AS currency, to_char(l.price_as_of, 'YYYY-MM-DD') AS as_of
     FROM storage_locations l WHERE l.company_id = $1 ORDER BY l.created_at, l.id`,
    [companyId],
  );
  return rows.map(({ id, bytes, price, currency, as_of }) => ({
    id,
    storedBytes: Number(bytes),
    price:
      price === null || currency === null || as_of === null
        ? null
        : { perGibMonth: Number(price), currency, asOf: as_of },
  }));
}
