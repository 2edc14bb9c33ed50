import {
  isRepositoryFailure,
  RepositoryUnavailableError,
  unpackSnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import { Examination, Examined } from './Examination';
import { PackedAnswer, PackedExamination, ToThread } from './messages';

/** An examination, and the keys of what it has in common with others. */
export interface Asked {
  id: number;
  standards: number;
  graph?: number;
  examination: Examination;
}

/** An examination as it is sent, and the contents that go with it. */
export interface Packed {
  examination: PackedExamination;
  contents: readonly Uint8Array[];
}

export function packExamination({ examination, ...keys }: Asked): Packed {
  const { repository, inputs, ...rest } = examination;
  const graph = inputs.graph && { ...inputs.graph, nodes: [] };
  const packed = {
    ...keys,
    asked: JSON.stringify({ ...rest, inputs: { ...inputs, graph } }),
  };
  if (isRepositoryFailure(repository)) {
    const unreadable = repository.message;
    return {
      examination: { ...packed, repository: { unreadable } },
      contents: [],
    };
  }
  const { text, contents } = repository.pack();
  const bytes = contents.reduce((sum, { length }) => sum + length, 0);
  return { examination: { ...packed, repository: { text, bytes } }, contents };
}

/** What is asked together, as one message. */
export function toMessage(
  packed: readonly Packed[],
): ToThread & { kind: 'examine' } {
  const examinations = packed.map(({ examination }) => examination);
  const chunks = packed.flatMap(one => one.contents);
  const contents = new Uint8Array(
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const chunk of chunks) {
    contents.set(chunk, at);
    at += chunk.length;
  }
  return { kind: 'examine', examinations, contents };
}

/**
 * @param options - `contents`: of its repository, where there is one. `nodes`:
 *   of the graph, where it is given one.
 */
export function unpackExamination(
  { asked, repository }: PackedExamination,
  options: { contents: Uint8Array; nodes?: readonly GraphNode[] },
): Examination {
  const { contents, nodes } = options;
  const { now, inputs, ...rest } = JSON.parse(asked);
  return {
    ...rest,
    now: new Date(now),
    inputs: nodes ? { ...inputs, graph: { ...inputs.graph, nodes } } : inputs,
    repository:
      'unreadable' in repository
        ? // Which failure it was, only its message says here.
          new RepositoryUnavailableError('host-failed', repository.unreadable)
        : unpackSnapshot(repository.text, contents),
  };
}

export function packAnswer({ treeDigest, evaluated }: Examined): PackedAnswer {
  if (!evaluated) {
    return { text: JSON.stringify({ treeDigest }) };
  }
  const { outcomes, ...rest } = evaluated;
  return { text: JSON.stringify({ treeDigest, evaluated: rest }), outcomes };
}

export function unpackAnswer({ text, outcomes }: PackedAnswer): Examined {
  const examined = JSON.parse(text);
  if (outcomes !== undefined) {
    examined.evaluated.outcomes = outcomes;
  }
  return examined;
}
