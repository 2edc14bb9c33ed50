import { Audience, ComponentFilter } from '@waymark-idp/plugin-surveys-common';

/** An audience as it is chosen. */
export interface AudienceFields {
  /** Entity refs. */
  groups: string[];
  templates: string[];
  types: string[];
  lifecycles: string[];
  /** Other properties of components, as typed: `spec.system=shop, metadata.tags=java`. */
  owners: string;
  joined: string;
}

/** What was chosen, as an audience; nothing is everyone. */
export function audienceOf(fields: AudienceFields): Audience {
  const { groups, templates, types, lifecycles } = fields;
  const wanted: [string, string][] = [
    ...types.map((type): [string, string] => ['spec.type', type]),
    ...lifecycles.map((each): [string, string] => ['spec.lifecycle', each]),
    ...listOf(fields.owners).map((each): [string, string] => {
      const [path, ...value] = each.split('=');
      return [path.trim(), value.join('=').trim()];
    }),
  ];
  const ownersOf: ComponentFilter = {};
  for (const [path, value] of wanted) {
    const before = ownersOf[path];
    // The same path twice means one of both.
    ownersOf[path] = before ? [before, value].flat() : value;
  }
  const audience: Audience = {
    ...(groups.length > 0 && { groups }),
    ...(wanted.length > 0 && { ownersOf }),
    ...(templates.length > 0 && { usersOfTemplates: templates }),
    ...(fields.joined && { joinedWithinDays: Number(fields.joined) }),
  };
  return Object.keys(audience).length > 0 ? audience : { everyone: true };
}

/** The trimmed parts between commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}
