import { Evidence } from '@waymark-idp/plugin-conformity-common';
import { Touch, Trace } from '../language/Trace';
import { maskSecrets } from '../maskSecrets';
import { named, quoted, stripControls } from './inert';

const MAX_EVIDENCE = 10;
const MAX_EVIDENCE_PASSED = 2;
const MAX_EXCERPT = 200;
const MAX_MESSAGE = 300;

/** A line as it may be shown: masked first, so that no secret is cut in half and missed. */
export function excerptOf(line: string): string {
  return shorten(
    maskSecrets(stripControls(line.slice(0, 5000))).trim(),
    MAX_EXCERPT,
  );
}

// A fleet hears the same few sentences again and again.
const MAX_KNOWN = 2000;
const known = new Map<string, string>();

/** A sentence as it may be shown. */
export function messageOf(message: string): string {
  let shown = known.get(message);
  if (shown === undefined) {
    shown = shorten(
      maskSecrets(stripControls(message.replace(/\s+/g, ' ')).trim()),
      MAX_MESSAGE,
    );
    if (message.length <= MAX_MESSAGE) {
      if (known.size >= MAX_KNOWN) {
        known.clear();
      }
      known.set(message, shown);
    }
  }
  return shown;
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Why a condition does not hold, from what it looked at. */
export function explainFailure(
  expression: { source: string; stopsAtCulprit: boolean },
  trace: Trace,
): Evidence[] {
  const touches = expression.stopsAtCulprit
    ? aroundTheLast(trace.touches)
    : trace.touches;
  const steps: (() => Evidence[])[] = [
    () => findingsOf(touches),
    () => violations(touches),
    () => linesFound(touches),
    () => thingsMissing(touches),
    () => lastValue(touches),
    () => filesPresent(touches),
  ];
  for (const step of steps) {
    const evidence = unique(step());
    if (evidence.length > 0) {
      return evidence.slice(0, MAX_EVIDENCE);
    }
  }
  return [{ message: messageOf(`Not true: ${expression.source}`) }];
}

/** Where a condition that holds found what it was looking for. */
export function explainSuccess(trace: Trace): Evidence[] {
  const { touches } = trace;
  const lines = unique(linesFound(touches, MAX_EVIDENCE_PASSED));
  return lines.length > 0
    ? lines
    : unique(filesPresent(touches)).slice(0, MAX_EVIDENCE_PASSED);
}

function fileOf(touch: Touch): string | undefined {
  switch (touch.kind) {
    case 'lines':
      return touch.literal ? touch.pattern : undefined;
    case 'absent':
      return touch.pattern;
    case 'findings':
      return undefined;
    default:
      return touch.file;
  }
}

function aroundTheLast(touches: readonly Touch[]): readonly Touch[] {
  const last = touches[touches.length - 1];
  if (!last) {
    return touches;
  }
  const sameFile = touches.filter(touch => fileOf(touch) === fileOf(last));
  return sameFile.every(touch => touch.kind === 'value') ? [last] : sameFile;
}

function findingsOf(touches: readonly Touch[]): Evidence[] {
  return touches.flatMap(touch =>
    touch.kind === 'findings'
      ? touch.findings.map(({ finding: { file, line, message }, excerpt }) => ({
          ...(file ? { file } : {}),
          ...(line > 0 ? { line: Number(line) } : {}),
          ...(excerpt ? { excerpt: excerptOf(excerpt) } : {}),
          message: messageOf(`${message}.`),
        }))
      : [],
  );
}

function violations(touches: readonly Touch[]): Evidence[] {
  return touches.flatMap(touch =>
    touch.kind === 'violation' ? [valueEvidence(touch, touch.message)] : [],
  );
}

function linesFound(
  touches: readonly Touch[],
  most: number = MAX_EVIDENCE,
): Evidence[] {
  const evidence: Evidence[] = [];
  for (const touch of touches) {
    if (touch.kind === 'lines') {
      for (const { file, line, text } of touch.found.slice(0, most)) {
        evidence.push({
          file,
          line: Number(line),
          excerpt: excerptOf(text),
          message: messageOf(`Matches ${quoted(touch.regex)}.`),
        });
      }
    }
  }
  return evidence;
}

function thingsMissing(touches: readonly Touch[]): Evidence[] {
  return touches.flatMap((touch): Evidence[] => {
    if (touch.kind === 'absent') {
      return [
        touch.literal
          ? {
              file: touch.pattern,
              message: `There is no ${named(touch.pattern)}, or it is empty.`,
            }
          : { message: `No file matches \`${touch.pattern}\`.` },
      ];
    }
    if (touch.kind === 'lines' && touch.searched === 0) {
      return [{ message: messageOf(`No file matches \`${touch.pattern}\`.`) }];
    }
    if (touch.kind === 'lines' && touch.found.length === 0) {
      const where = touch.literal
        ? `of ${named(touch.pattern)}`
        : `in the ${touch.searched} files that match \`${touch.pattern}\``;
      return [
        {
          ...(touch.literal ? { file: touch.pattern } : {}),
          message: messageOf(`No line ${where} matches \`${touch.regex}\`.`),
        },
      ];
    }
    if (touch.kind === 'value' && touch.missing) {
      return [valueEvidence(touch, 'is not set')];
    }
    return [];
  });
}

function lastValue(touches: readonly Touch[]): Evidence[] {
  for (let i = touches.length - 1; i >= 0; i--) {
    const touch = touches[i];
    if (touch.kind === 'value' && touch.path.length > 0) {
      return [valueEvidence(touch, 'is not what is asked for')];
    }
  }
  return [];
}

function valueEvidence(
  touch: Touch & { kind: 'value' | 'violation' },
  what: string,
): Evidence {
  const place = touch.locate?.(touch.path);
  const where = nameOf(touch.path);
  return {
    ...(touch.file ? { file: touch.file } : {}),
    ...(place ? { line: place.line, excerpt: excerptOf(place.excerpt) } : {}),
    message: messageOf(
      [where, ownerOf(touch), what].filter(Boolean).join(' ').concat('.'),
    ),
  };
}

function nameOf(path: readonly (string | number)[]): string {
  const name = path
    .map((step, i) =>
      typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${step}`,
    )
    .join('');
  return name ? quoted(name) : 'The document';
}

function ownerOf(touch: Touch & { kind: 'value' | 'violation' }): string {
  if (touch.file) {
    return '';
  }
  const collector = touch.kind === 'value' && touch.collector;
  return collector
    ? `of the collector ${quoted(collector)}`
    : 'of the catalog entity';
}

function filesPresent(touches: readonly Touch[]): Evidence[] {
  const evidence: Evidence[] = [];
  for (const touch of touches) {
    if (touch.kind === 'present') {
      evidence.push({
        file: touch.file,
        message: messageOf(`${named(touch.file)} is there.`),
      });
    } else if (touch.kind === 'read') {
      evidence.push({
        file: touch.file,
        message: messageOf(
          `${named(touch.file)} has ${touch.characters} characters.`,
        ),
      });
    }
  }
  return evidence;
}

function unique(evidence: Evidence[]): Evidence[] {
  if (evidence.length < 2) {
    return evidence;
  }
  return [...new Map(evidence.map(e => [JSON.stringify(e), e])).values()];
}
