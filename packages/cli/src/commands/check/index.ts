import { Preview } from '@waymark-idp/plugin-conformity-common';
import {
  compareWithBase,
  renderJson,
  renderJUnit,
  renderMarkdown,
  renderSarif,
  renderText,
} from '@waymark-idp/plugin-conformity-node';
import { writeFile } from 'node:fs/promises';
import { Terminal, wantsColour } from '../../Terminal';
import { checkDirectory } from './checkDirectory';
import { checkHelp, CheckRequest, LEVELS, readCheckRequest } from './options';
import { readBase } from './readBase';

/** `waymark check` */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const request = readCheckRequest(args, terminal);
  if (!request) {
    terminal.stdout.write(checkHelp());
    return 0;
  }
  // First: a base that cannot be read is no reason to check for a minute.
  const base = request.baseFile && (await readBase(request.baseFile));
  const checked = await checkDirectory(request, text =>
    terminal.stderr.write(`${text}\n`),
  );
  const preview = base ? compareWithBase(checked, base) : checked;
  const report = render(preview, request, terminal);
  if (request.output) {
    await writeFile(request.output, report);
  } else {
    terminal.stdout.write(report);
  }
  return meets(preview, request) ? 0 : 1;
}

function render(
  preview: Preview,
  { format, output }: CheckRequest,
  terminal: Terminal,
): string {
  switch (format) {
    case 'json':
      return renderJson(preview);
    case 'sarif':
      return renderSarif(preview);
    case 'junit':
      return renderJUnit(preview);
    case 'markdown':
      return renderMarkdown(preview);
    default:
      return renderText(preview, {
        colour: !output && wantsColour(terminal),
      });
  }
}

/** A component of which nothing is asked is at no level, and below none. */
function meets(preview: Preview, { level }: CheckRequest): boolean {
  const reached = LEVELS.findIndex(candidate => candidate === preview.level);
  const isBelow =
    level !== undefined &&
    preview.level !== undefined &&
    reached < LEVELS.indexOf(level);
  return !isBelow && !preview.newFailures?.length;
}
