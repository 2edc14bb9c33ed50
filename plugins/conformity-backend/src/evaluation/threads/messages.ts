import { StandardFile } from '@waymark-idp/plugin-conformity-node';

/** What a thread is told. */
export type ToThread =
  | { kind: 'standards'; key: number; files: readonly StandardFile[] }
  | {
      kind: 'graph';
      key: number;
      /** JSON of those that are new, or declare something else. */
      nodes: string;
      gone: string[];
    }
  | { kind: 'forget'; key: number }
  | {
      kind: 'examine';
      examinations: PackedExamination[];
      /** Of all their repositories, one after the other. */
      contents: Uint8Array<ArrayBuffer>;
    };

/** What a thread tells of each: what was examined, or what went wrong. */
export type FromThread = (
  | { id: number; examined: PackedAnswer }
  | { id: number; error: string }
)[];

/**
 * An `Examination` on its way. Text and bytes, because these are copied in one
 * piece: objects are walked on either side.
 */
export interface PackedExamination {
  id: number;
  /** Their key. */
  standards: number;
  /** The key of its nodes. */
  graph?: number;
  /** JSON of everything but the repository and the nodes of the graph. */
  asked: string;
  repository: { text: string; bytes: number } | { unreadable: string };
}

/** What was `Examined`, on its way. */
export interface PackedAnswer {
  /** JSON of everything but the outcomes, which are text already. */
  text: string;
  outcomes?: string;
}
