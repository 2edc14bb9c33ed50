import { Evidence } from '@waymark-idp/plugin-conformity-common';
import {
  RepositoryFileError,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { excerptOf } from './evaluation/explain';
import { DocumentError, ParsedDocument, parseYaml } from './language/documents';
import { maskSecrets } from './maskSecrets';

/** Where a repository asks for waivers. @public */
export const WAIVERS_FILE = '.waymark/waivers.yaml';

/** One waiver that a repository asks for. Whether it gets it, others decide. @public */
export interface RepositoryWaiverRequest {
  check: string;
  reason: string;
  /** ISO date-time; of a date alone, the end of that day in UTC. */
  expiresAt: string;
  /** Where it is asked for. */
  evidence: Evidence;
}

/** What a repository asks for, and what of it cannot be understood. @public */
export interface RepositoryWaiverRequests {
  requests: RepositoryWaiverRequest[];
  /** Each with file and line. */
  problems: Evidence[];
  /**
   * Whether the whole file could be read, so that what is not in it is not
   * asked for. Also true where there is no such file.
   */
  complete: boolean;
}

const MOST_REQUESTS = 200;
const MOST_CHARACTERS = 2000;
const CHECK_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads the waivers that a repository asks for: `.waymark/waivers.yaml`, a list
 * of `{ check, reason, expires }`. Needs the file among those that were kept.
 * Never throws.
 *
 * @public
 */
export function readWaiverRequests(
  snapshot: Pick<RepositorySnapshot, 'has' | 'text'>,
): RepositoryWaiverRequests {
  if (!snapshot.has(WAIVERS_FILE)) {
    return { requests: [], problems: [], complete: true };
  }
  const nothing = (message: string, line?: number) => ({
    requests: [],
    problems: [{ file: WAIVERS_FILE, ...(line ? { line } : {}), message }],
    complete: false,
  });
  let document: ParsedDocument | undefined;
  try {
    [document] = parseYaml(WAIVERS_FILE, snapshot.text(WAIVERS_FILE));
  } catch (error) {
    if (error instanceof DocumentError) {
      return nothing(error.message, error.line);
    }
    if (error instanceof RepositoryFileError) {
      return nothing(error.message);
    }
    throw error;
  }
  const list = document?.value ?? [];
  if (!Array.isArray(list)) {
    return nothing(
      `${WAIVERS_FILE} is not a list. Write one item for each waiver: { check, reason, expires }`,
      1,
    );
  }
  if (list.length > MOST_REQUESTS) {
    return nothing(
      `${WAIVERS_FILE} asks for ${list.length} waivers; it may ask for ${MOST_REQUESTS}`,
      1,
    );
  }
  return readItems(list, document!);
}

function readItems(
  list: unknown[],
  document: ParsedDocument,
): RepositoryWaiverRequests {
  const requests: RepositoryWaiverRequest[] = [];
  const problems: Evidence[] = [];
  list.forEach((item, index) => {
    const at = (path: (string | number)[], message: string): Evidence => {
      const place = document.locate([index, ...path]);
      return {
        file: WAIVERS_FILE,
        ...(place && {
          line: place.line,
          excerpt: excerptOf(place.excerpt),
        }),
        message,
      };
    };
    const wrong = whatIsWrong(item);
    if (wrong) {
      problems.push(at(wrong.path, wrong.message));
      return;
    }
    const { check, reason, expires } = item as Record<string, string>;
    if (requests.some(other => other.check === check)) {
      problems.push(
        at(['check'], `A waiver of ${check} is asked for more than once`),
      );
      return;
    }
    requests.push({
      check,
      reason: maskSecrets(reason.trim()),
      expiresAt: timeOf(expires)!.toISOString(),
      evidence: at(['check'], `A waiver of ${check} is asked for here`),
    });
  });
  return { requests, problems, complete: true };
}

function whatIsWrong(
  item: unknown,
): { path: string[]; message: string } | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { path: [], message: 'A waiver is { check, reason, expires }' };
  }
  const { check, reason, expires, ...rest } = item as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown) {
    return {
      path: [unknown],
      message: `Unknown field '${unknown.slice(
        0,
        60,
      )}'. A waiver is { check, reason, expires }`,
    };
  }
  if (typeof check !== 'string' || !CHECK_ID.test(check)) {
    return { path: ['check'], message: "'check' is to be the id of a check" };
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    return {
      path: ['reason'],
      message: `'reason' is missing: say why ${check} is not to count`,
    };
  }
  if (reason.length > MOST_CHARACTERS) {
    return {
      path: ['reason'],
      message: `'reason' has ${reason.length} characters; it may have ${MOST_CHARACTERS}`,
    };
  }
  if (typeof expires !== 'string' || !timeOf(expires)) {
    return {
      path: ['expires'],
      message: "'expires' is to be a date such as 2030-06-30",
    };
  }
  return undefined;
}

function timeOf(text: string): Date | undefined {
  const isDate = DATE.test(text);
  if (!isDate && !DATE_TIME.test(text)) {
    return undefined;
  }
  const time = new Date(text);
  // JavaScript takes 30 February for 2 March.
  if (
    Number.isNaN(time.getTime()) ||
    (isDate && time.toISOString().slice(0, 10) !== text)
  ) {
    return undefined;
  }
  return isDate ? new Date(time.getTime() + 86_400_000) : time;
}
