import { InputError } from '@backstage/errors';
import { CompiledText, compileText } from '../language/compileExpression';
import { Facts } from '../language/Facts';

/** A text with `{{ expression }}` in it, compiled. */
export interface TextTemplate {
  /** The text, where there is no expression in it. */
  readonly fixed?: string;
  readonly reads: readonly string[];
  /** To be called within `withFacts`. */
  render(facts: Facts): string;
}

// Templates of other languages are content too: `${{ … }}` of a workflow or of
// the scaffolder is left alone.
const OPEN = /(?<!\$)\{\{/g;

/**
 * Compiles a text. `{{ "{{" }}` is how to write the braces themselves.
 *
 * @throws InputError when an expression does not compile, or is not closed.
 */
export function compileTemplate(text: string): TextTemplate {
  const parts: (string | CompiledText)[] = [];
  let end = 0;
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(text); open; open = OPEN.exec(text)) {
    const close = closingOf(text, open.index + 2);
    parts.push(text.slice(end, open.index));
    parts.push(compileText(text.slice(open.index + 2, close).trim()));
    end = close + 2;
    OPEN.lastIndex = end;
  }
  parts.push(text.slice(end));
  return {
    fixed: parts.length === 1 ? text : undefined,
    reads: parts.flatMap(part => (typeof part === 'string' ? [] : part.reads)),
    render: facts =>
      parts
        .map(part => (typeof part === 'string' ? part : part.run(facts)))
        .join(''),
  };
}

/** Past texts in quotes, which may hold braces. */
function closingOf(text: string, from: number): number {
  let quote: string | undefined;
  for (let i = from; i < text.length; i++) {
    if (quote) {
      if (text[i] === '\\') {
        i += 1;
      } else if (text[i] === quote) {
        quote = undefined;
      }
    } else if (text[i] === '"' || text[i] === "'") {
      quote = text[i];
    } else if (text.startsWith('}}', i)) {
      return i;
    }
  }
  throw new InputError(
    `A '{{' without its '}}': ${text.slice(from - 2, from + 40)}`,
  );
}
