/** A location of the company, as far as a policy can ask for it. */
export interface KnownLocation {
  readonly id: string;
  /** Away from the people's workstations and from the server: a bucket, not a folder of the server's. */
  readonly offSite: boolean;
  /** A cloud's, where the policy may forbid clouds. */
  readonly cloud: boolean;
  /** Whether it can hold an object so that nobody removes it before its time. */
  readonly canLock: boolean;
  /** Two letters of ISO 3166; undefined: nobody has said where it lies. */
  readonly jurisdiction?: string | undefined;
}

/** What a policy is checked against: what the company has. */
export interface Surroundings {
  /** Names of the other policies in use. */
  readonly otherNames: readonly string[];
  readonly locations: readonly KnownLocation[];
  /** The company has registered a recovery key. */
  readonly hasCompanyKey: boolean;
  /** The newest version of the agent that there is, as `1.2.3`; undefined: not known. */
  readonly newestAgentVersion?: string | undefined;
  /** Categories that need no reason on record (product rule 5). */
  readonly byDefault: readonly string[];
}
