/**
 * Where in a JSON text a value stands (of a member its key), or the nearest
 * thing around it that exists. Only for texts that JSON.parse took: then a scan
 * that skips over what lies before is enough, and makes nothing.
 */
export function offsetInJson(
  text: string,
  path: readonly (string | number)[],
): number {
  let at = afterSpace(text, 0);
  let found = at;
  for (const step of path) {
    const next = child(text, at, step);
    if (!next) {
      return found;
    }
    found = next.shown;
    at = next.value;
  }
  return found;
}

function child(text: string, at: number, step: string | number) {
  switch (text[at]) {
    case '{':
      return member(text, at, String(step));
    case '[':
      return element(text, at, Number(step));
    default:
      return undefined;
  }
}

function member(text: string, open: number, name: string) {
  const plain = JSON.stringify(name);
  let at = afterSpace(text, open + 1);
  while (text[at] === '"') {
    const shown = at;
    const end = afterString(text, at);
    const key = text.slice(at, end);
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (key === plain || (key.includes('\\') && JSON.parse(key) === name)) {
      return { shown, value };
    }
    at = afterSpace(text, afterValue(text, value));
    at = text[at] === ',' ? afterSpace(text, at + 1) : at;
  }
  return undefined;
}

function element(text: string, open: number, index: number) {
  let at = afterSpace(text, open + 1);
  for (let i = 0; text[at] !== ']'; i++) {
    if (i === index) {
      return { shown: at, value: at };
    }
    at = afterSpace(text, afterValue(text, at));
    at = text[at] === ',' ? afterSpace(text, at + 1) : at;
  }
  return undefined;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

/** Of JSON: blank, tab, line feed, carriage return. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function afterString(text: string, open: number): number {
  let at = open + 1;
  while (text[at] !== '"') {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

function afterValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  do {
    switch (text[at]) {
      case '"':
        at = afterString(text, at);
        break;
      case '{':
      case '[':
        depth += 1;
        at += 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        at += 1;
        break;
      case ',':
      case ':':
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        at += 1;
        break;
      default:
        at = afterScalar(text, at);
    }
  } while (depth > 0);
  return at;
}

/** After a number, true, false or null. */
function afterScalar(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',]} \t\n\r'.includes(text[at])) {
    at += 1;
  }
  return at;
}
