import { StandardFile } from '@waymark-idp/plugin-conformity-node';

/** One place that standards come from. */
export interface StandardLocation {
  /** As in the configuration. */
  readonly name: string;
  /** @throws Error when it cannot be read, or has no file of YAML. */
  read(): Promise<StandardFile[]>;
}
