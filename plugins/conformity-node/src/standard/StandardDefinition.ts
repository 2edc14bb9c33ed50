import { Check } from '@waymark-idp/plugin-conformity-common';

/** A check as it is written; see {@link checkSchema}. */
export interface CheckDefinition extends Omit<Check, 'maps'> {
  maps?: string[];
  appliesTo?: unknown;
  when?: string;
  whenMessage?: string;
  pass?: string | { expect: string; otherwise?: string }[];
  exists?: string | string[];
  absent?: string | string[];
  matches?: { path: string; pattern: string };
  message?: string;
}

/** A standard as it is written; see {@link standardSchema}. */
export interface StandardDefinition {
  apiVersion: 'waymark.internal/v1';
  kind: 'Standard';
  metadata: { name: string; title: string; description: string };
  spec: {
    owner: string;
    contact?: string;
    appliesTo?: unknown;
    checks: unknown[];
  };
}
