import { CampaignInput } from '@waymark-idp/plugin-conformity-common';

type Predicate = CampaignInput['selection'];

/** What of a selection the form knows. */
export interface SimpleSelection {
  /** Entity ref. */
  owner?: string;
  /** Entity ref. */
  system?: string;
  type?: string;
  lifecycle?: string;
}

/** The filter predicate that selects what was chosen. */
export function writeSelection(chosen: SimpleSelection): Predicate {
  const related = (type: string, targetRef: string): Predicate => ({
    relations: { $contains: { type, targetRef } },
  });
  const parts: Predicate[] = [
    ...(chosen.owner ? [related('ownedBy', chosen.owner)] : []),
    ...(chosen.system ? [related('partOf', chosen.system)] : []),
    ...(chosen.type ? [{ 'spec.type': chosen.type }] : []),
    ...(chosen.lifecycle ? [{ 'spec.lifecycle': chosen.lifecycle }] : []),
  ];
  return parts.length === 0 ? {} : { $all: parts };
}

/** Undefined where a predicate says something that the form cannot. */
export function readSelection(
  predicate: Predicate,
): SimpleSelection | undefined {
  const chosen: SimpleSelection = {};
  const all = (predicate as { $all?: unknown }).$all;
  for (const part of Array.isArray(all) ? all : [predicate]) {
    const { relations, 'spec.type': type, 'spec.lifecycle': lifecycle } = part;
    const relation = relations?.$contains;
    if (typeof type === 'string') {
      chosen.type = type;
    }
    if (typeof lifecycle === 'string') {
      chosen.lifecycle = lifecycle;
    }
    if (relation?.type === 'ownedBy') {
      chosen.owner = relation.targetRef;
    }
    if (relation?.type === 'partOf') {
      chosen.system = relation.targetRef;
    }
  }
  // Whatever was not understood is not there any more.
  return sameJson(writeSelection(chosen), predicate) ? chosen : undefined;
}

/** Whatever the order of keys, which the database does not keep. */
function sameJson(one: unknown, other: unknown): boolean {
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null
  ) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key =>
      sameJson(
        (one as Record<string, unknown>)[key],
        (other as Record<string, unknown>)[key],
      ),
    )
  );
}
