import {
  PreviewCheck,
  PreviewStandard,
  Preview,
} from '@waymark-idp/plugin-conformity-common';
import { plainLine, plainText } from './plainText';

/**
 * JUnit XML: a suite per standard, a case per check. What is not asked and what
 * is waived is skipped; what could not be asked is an error.
 *
 * @public
 */
export function renderJUnit(preview: Preview): string {
  const { standards, evaluatedAt } = preview;
  const asked = standards.filter(({ checks }) => checks.length > 0);
  const results = asked.flatMap(({ checks }) => checks.map(resultOf));
  const count = (result: string) => results.filter(r => r === result).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({
      name: `waymark ${preview.entityRef}`,
      tests: results.length,
      failures: count('failed'),
      errors: count('error'),
      skipped: count('skipped'),
    })}>`,
    ...asked.flatMap(standard => suite(standard, evaluatedAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(standard: PreviewStandard, timestamp: string): string[] {
  const { checks, name } = standard;
  const count = (...states: string[]) =>
    checks.filter(check => states.includes(resultOf(check))).length;
  return [
    `  <testsuite${attributes({
      name: plainLine(standard.title),
      tests: checks.length,
      failures: count('failed'),
      errors: count('error'),
      skipped: count('skipped'),
      time: 0,
      timestamp: timestamp.replace(/\.\d+Z$|Z$/, ''),
    })}>`,
    ...checks.flatMap(check => testCase(name, check)),
    '  </testsuite>',
  ];
}

/** A check that is not enforced yet fails no build. */
function resultOf({ outcome: { state, upcoming } }: PreviewCheck) {
  switch (state) {
    case 'passed':
      return 'passed';
    case 'failed':
    case 'error':
      return upcoming ? 'skipped' : state;
    default:
      return 'skipped';
  }
}

function testCase(standard: string, check: PreviewCheck): string[] {
  const { state, message, evidence, upcoming } = check.outcome;
  const file = evidence.find(item => item.file)?.file;
  const open = `    <testcase${attributes({
    name: plainLine(`${check.title} (${check.id})`),
    classname: standard,
    file: file && plainLine(file),
    time: 0,
  })}`;
  const result = resultOf(check);
  if (result === 'passed') {
    return [`${open}/>`];
  }
  if (result === 'skipped') {
    const reason = upcoming ? `counts from ${check.enforcedFrom}` : state;
    const skipped = attributes({ message: `${reason}: ${plainLine(message)}` });
    return [`${open}>`, `      <skipped${skipped}/>`, '    </testcase>'];
  }
  const tag = result === 'error' ? 'error' : 'failure';
  const body = [
    ...evidence.map(item =>
      plainLine(
        [
          item.file && `${item.file}${item.line ? `:${item.line}` : ''}`,
          item.message,
          item.excerpt && `| ${item.excerpt}`,
        ]
          .filter(Boolean)
          .join('  '),
      ),
    ),
    '',
    `Why: ${plainText(check.why).trim()}`,
    `Fix: ${plainText(check.fix).trim()}`,
  ].join('\n');
  return [
    `${open}>`,
    `      <${tag}${attributes({
      message: plainLine(message),
      type: check.level,
    })}>${escapeXml(body)}</${tag}>`,
    '    </testcase>',
  ];
}

function attributes(values: Record<string, string | number | undefined>) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

function escapeXml(text: string): string {
  return plainText(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
}
