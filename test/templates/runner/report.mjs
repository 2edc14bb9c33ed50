/** A result as lines for people: whether it is well, or what is wrong. */
export function describeResult({ name, problems, seconds, summary }) {
  const failed = problems.length > 0;
  const head = `${failed ? '✗' : '✓'} ${name.padEnd(36)} ${seconds
    .toFixed(1)
    .padStart(6)} s${failed || !summary ? '' : `  ${summary}`}`;
  return [
    head,
    ...problems.map(
      ({ where, what }) => `    ${where}\n${indent(what, '      ')}`,
    ),
  ].join('\n');
}

const indent = (text, by) =>
  text
    .split('\n')
    .map(line => by + line)
    .join('\n');
