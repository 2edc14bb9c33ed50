import { StandardsPreview } from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  LoadedStandards,
  loadStandards,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import { isMap, isSeq, parseDocument } from 'yaml';

/** Standards as they would be, beside those in force. */
export interface ChangedStandards {
  /** What they were loaded from. */
  files: readonly StandardFile[];
  loaded: LoadedStandards;
  checks: StandardsPreview['checks'];
  /** Only what is new or other: what has to be asked anew. */
  toAsk: CompiledStandard[];
}

/**
 * Loads standards as they would be, and finds the checks whose answer can be
 * another: those that are written otherwise, or whose standard asks others.
 */
export function changedStandards(
  before: readonly StandardFile[],
  after: readonly StandardFile[],
): ChangedStandards {
  const loaded = loadStandards(after);
  const was = definitionsIn(before, loadStandards(before).standards);
  const is = definitionsIn(after, loaded.standards);
  const checks: StandardsPreview['checks'] = [];
  for (const [check, definition] of is) {
    if (!was.has(check)) {
      checks.push({ check, change: 'new' });
    } else if (was.get(check) !== definition) {
      checks.push({ check, change: 'changed' });
    }
  }
  for (const check of was.keys()) {
    if (!is.has(check)) {
      checks.push({ check, change: 'removed' });
    }
  }
  const other = new Set(checks.map(({ check }) => check));
  return {
    files: after,
    loaded,
    checks,
    toAsk: loaded.standards.flatMap(standard => {
      const asked = standard.checks.filter(({ id }) => other.has(id));
      return asked.length > 0 ? [{ ...standard, checks: asked }] : [];
    }),
  };
}

/** How each check in force is written, by its id. */
function definitionsIn(
  files: readonly StandardFile[],
  standards: readonly CompiledStandard[],
): Map<string, string> {
  const inForce = new Set(
    standards.flatMap(({ checks }) => checks.map(({ id }) => id)),
  );
  const definitions = new Map<string, string>();
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { content } of sorted) {
    const document = parseDocument(content, { logLevel: 'silent' });
    const items = document.getIn(['spec', 'checks']);
    if (document.errors.length > 0 || !isSeq(items)) {
      continue;
    }
    const appliesTo = document.toJS({ maxAliasCount: 100 })?.spec?.appliesTo;
    for (const item of items.items) {
      const id = isMap(item) ? item.get('id') : undefined;
      // Of two of one name, the first is in force.
      if (
        isMap(item) &&
        typeof id === 'string' &&
        inForce.has(id) &&
        !definitions.has(id)
      ) {
        definitions.set(id, JSON.stringify([appliesTo, item.toJS(document)]));
      }
    }
  }
  return definitions;
}
