import { EvaluationInputs } from '@waymark-idp/plugin-conformity-node';

/** One input of one component, and what tells it from another. */
export interface Input<T> {
  value: T;
  /** Changes when, and only when, an outcome could change with the value. */
  digest: string;
}

/**
 * Where one of the inputs of evaluations comes from.
 *
 * The digests of all inputs are part of what decides whether a component is
 * evaluated again: same tree, same entity, same standards, same inputs, no work.
 */
export interface InputSource<K extends keyof EvaluationInputs> {
  readonly name: K;

  /** Loads the input of many components, in a fixed number of statements. */
  load(
    entityRefs: string[],
    now: Date,
  ): Promise<Map<string, Input<EvaluationInputs[K]>>>;
}

/** Any of them. */
export type AnyInputSource = {
  [K in keyof EvaluationInputs]: InputSource<K>;
}[keyof EvaluationInputs];
