/** The adb that may be started where no server answers. */
export interface DeployedAdb {
  readonly file: string;
  /** By `HOLDFAST_ADB`, and not only looked for where companies put it: then it is a fault if it is not there. */
  readonly isNamed: boolean;
}
