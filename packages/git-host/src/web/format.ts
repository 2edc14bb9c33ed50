import { Html, html } from './html';

const KIB = 1024;

export function formatBytes(bytes: number): string {
  if (bytes < KIB) {
    return `${bytes} B`;
  }
  const inKib = bytes / KIB;
  return inKib < KIB
    ? `${inKib.toFixed(1)} KiB`
    : `${(inKib / KIB).toFixed(1)} MiB`;
}

/** A moment in UTC, so that everybody reads the same page. */
export function timeTag(date: Date | string): Html {
  const parsed = new Date(date);
  if (Number.isNaN(parsed.getTime())) {
    return html`<span>unknown date</span>`;
  }
  const iso = parsed.toISOString();
  return html`<time datetime="${iso}"
    >${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time
  >`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Quotes a word for a shell where it needs quoting. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_./@%+=:-]+$/.test(word) && !word.startsWith('-')
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}
