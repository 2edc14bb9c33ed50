import { EvaluationInputs } from '@waymark-idp/plugin-conformity-node';
import { createHash } from 'crypto';
import { AnyInputSource, Input } from './InputSource';

/** The inputs of the components of a batch. */
export interface LoadedInputs {
  standardsDigest: string;
  /** What an evaluation is given besides tree, entity and standards. */
  inputsOf(entityRef: string): Partial<EvaluationInputs>;
  /** Of one of them; undefined where it was not given. */
  digestOfInput(
    name: keyof EvaluationInputs,
    entityRef: string,
  ): string | undefined;
  /** Of the standards and all of these. */
  digestOf(entityRef: string): string;
}

/** Asks every source once, for all components together. */
export async function loadInputs(options: {
  sources: readonly AnyInputSource[];
  standardsDigest: string;
  entityRefs: string[];
  now: Date;
}): Promise<LoadedInputs> {
  const { sources, standardsDigest, entityRefs, now } = options;
  const loaded = await Promise.all(
    sources.map(async source => ({
      name: source.name,
      inputs: (await source.load(entityRefs, now)) as Map<
        string,
        Input<unknown>
      >,
    })),
  );
  const digests = new Map<string, string>();
  return {
    standardsDigest,
    inputsOf: entityRef =>
      Object.fromEntries(
        loaded.flatMap(({ name, inputs }) => {
          const input = inputs.get(entityRef);
          return input ? [[name, input.value]] : [];
        }),
      ),
    digestOfInput: (name, entityRef) =>
      loaded.find(input => input.name === name)?.inputs.get(entityRef)?.digest,
    digestOf: entityRef => {
      const all = [
        standardsDigest,
        ...loaded.map(
          ({ name, inputs }) =>
            `${name}:${inputs.get(entityRef)?.digest ?? ''}`,
        ),
      ].join('\n');
      let digest = digests.get(all);
      if (digest === undefined) {
        digest = createHash('sha256').update(all).digest('hex');
        digests.set(all, digest);
      }
      return digest;
    },
  };
}
