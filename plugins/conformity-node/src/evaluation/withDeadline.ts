import { createContext, Script } from 'node:vm';

const slot: { run?: () => void } = {};
const context = createContext({ run: () => slot.run?.() });
const script = new Script('run()');

/**
 * Runs a synchronous function and stops it, in the middle of whatever
 * JavaScript it is executing, once its time is up. Answers whether it finished;
 * if not, whatever it was in the middle of is half done.
 *
 * The expression engine has no limit on evaluation of its own. Node stops a
 * script that runs too long together with all it called, ours included, at the
 * cost of a timer thread (about 0.2 ms). It does not bound memory.
 */
export function withDeadline(milliseconds: number, run: () => void): boolean {
  const before = slot.run;
  slot.run = run;
  try {
    script.runInContext(context, {
      timeout: Math.max(1, Math.ceil(milliseconds)),
    });
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      return false;
    }
    throw error;
  } finally {
    slot.run = before;
  }
}
