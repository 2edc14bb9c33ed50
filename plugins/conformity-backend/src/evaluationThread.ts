import { evaluateMany } from '@waymark-idp/plugin-conformity-node';
import { parentPort } from 'worker_threads';
import { ExaminationTurn } from './evaluation/threads/ExaminationTurn';
import { FromThread, ToThread } from './evaluation/threads/messages';
import { packAnswer } from './evaluation/threads/packing';
import { SharedByMain } from './evaluation/threads/SharedByMain';

/**
 * Evaluates components, and does nothing else: what takes long, or all the
 * memory, does so here, where nobody waits for a page.
 */
const port = parentPort!;
const shared = new SharedByMain();
let waiting: ExaminationTurn[] = [];
let answers: FromThread = [];

function evaluateSome(): void {
  waiting = waiting.slice(evaluateMany(waiting));
  port.postMessage(answers);
  answers = [];
  if (waiting.length > 0) {
    setImmediate(evaluateSome);
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind !== 'examine') {
    shared.take(message);
    return;
  }
  if (waiting.length === 0) {
    setImmediate(evaluateSome);
  }
  waiting.push(...turnsOf(message));
});

function turnsOf({
  examinations,
  contents,
}: ToThread & { kind: 'examine' }): ExaminationTurn[] {
  let at = 0;
  return examinations.map(packed => {
    const { id, repository, standards, graph } = packed;
    const from = at;
    at += 'bytes' in repository ? repository.bytes : 0;
    return new ExaminationTurn({
      packed,
      contents: contents.subarray(from, at),
      standards: shared.standards(standards),
      nodes: graph === undefined ? undefined : shared.graph(graph),
      onExamined: examined =>
        answers.push({ id, examined: packAnswer(examined) }),
      onFailure: error =>
        answers.push({ id, error: `${(error as Error)?.message ?? error}` }),
    });
  });
}
