/** Text that is safe to put into a page. Only {@link html} makes it. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue =
  | string
  | number
  | false
  | undefined
  | Html
  | HtmlValue[];

/**
 * Template tag for pages: every value is escaped unless it is Html already, so
 * forgetting it is not possible. Attribute values go between double quotes.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: HtmlValue[]
): Html {
  let text = strings[0];
  values.forEach((value, index) => {
    text += render(value) + strings[index + 1];
  });
  return new Html(text);
}

function render(value: HtmlValue): string {
  if (value instanceof Html) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return value.map(render).join('');
  }
  return value === undefined || value === false ? '' : escape(`${value}`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}

// Characters that reorder or hide what stands around them.
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/**
 * A line of somebody's source, with the characters that could make it read
 * differently than it runs shown by their code points.
 */
export function sourceText(line: string): Html {
  const shown = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (!INVISIBLE.test(shown)) {
    return html`${shown}`;
  }
  const parts = shown.split(new RegExp(`(${INVISIBLE.source})`));
  return html`${parts.map((part, index) =>
    index % 2 === 0
      ? part
      : html`<span class="invisible"
          >U+${part.charCodeAt(0).toString(16).toUpperCase()}</span
        >`,
  )}`;
}
