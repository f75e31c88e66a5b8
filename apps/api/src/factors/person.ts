/** Whom a factor proves: an employee of a company, or, of the company INSTALLATION, an operator. */
export interface Person {
  readonly companyId: string;
  readonly personId: string;
}
