import { Check } from '@waymark-idp/plugin-conformity-common';

/** One change of a file, as it is written. Texts may hold `{{ expression }}`. */
export type FileFixDefinition =
  | { create: string; content: string }
  | { append: string; lines: string[] }
  | { replace: string; pattern: string; with: string }
  | {
      set: string;
      where?: Record<string, string>;
      key: string | (string | number)[];
      value: unknown;
    };

/** How a failed check is fixed, with what makes the fix. */
export interface FixDefinition {
  how: string;
  files?: FileFixDefinition[];
  template?: { ref: string; values?: Record<string, unknown> };
}

/** A check as it is written; see {@link checkSchema}. */
export interface CheckDefinition
  extends Omit<Check, 'maps' | 'fix' | 'fixable'> {
  fix: string | FixDefinition;
  maps?: string[];
  appliesTo?: unknown;
  when?: string;
  whenMessage?: string;
  pass?: string | { expect: string; otherwise?: string }[];
  exists?: string | string[];
  absent?: string | string[];
  matches?: { path: string; pattern: string };
  schema?: { path: string; schema: object };
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
