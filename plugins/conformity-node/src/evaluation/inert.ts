// Sequences that move a terminal's cursor, colour it, or name its window.
const TERMINAL =
  // eslint-disable-next-line no-control-regex
  /[\u001b\u009b](?:\[[0-?]*[ -/]*[@-~]?|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])?/g;

// What is not shown but acts: controls, marks that reverse the order of
// letters, and letters without width that hide others.
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Takes out what a terminal, or a reader's eye, would be led astray by. */
export function stripControls(text: string): string {
  return text.replace(TERMINAL, '').replace(HIDDEN, '');
}

/** Text of a repository in a sentence: code, in which no markup is alive. */
export function quoted(text: string): string {
  return `\`${stripControls(text).replace(/`/g, "'").replace(/\s+/g, ' ')}\``;
}

/** A path in a sentence: as it is where it is harmless, or as code. */
export function named(path: string): string {
  return /^[\w./@+{},*?-]+$/.test(path) ? path : quoted(path);
}

/** A sentence that quotes a repository unmarked: no tag and no link begins in it. */
export function defused(sentence: string): string {
  return sentence.replace(/<(?=[a-z/!?])/gi, '< ').replace(/\]\(/g, '] (');
}
