import { Audience, ComponentFilter } from '@waymark-idp/plugin-surveys-common';

/** An audience as it is typed. */
export interface AudienceFields {
  groups: string;
  owners: string;
  templates: string;
  joined: string;
}

/** What was typed, as an audience; nothing typed is everyone. */
export function audienceOf(fields: AudienceFields): Audience {
  const groups = listOf(fields.groups).map(each => refOf(each, 'group'));
  const templates = listOf(fields.templates).map(each =>
    refOf(each, 'template'),
  );
  const ownersOf: ComponentFilter = {};
  for (const each of listOf(fields.owners)) {
    const [path, ...value] = each.split('=');
    const before = ownersOf[path.trim()];
    const wanted = value.join('=').trim();
    // The same path twice means one of both.
    ownersOf[path.trim()] = before ? [before, wanted].flat() : wanted;
  }
  const audience: Audience = {
    ...(groups.length > 0 && { groups }),
    ...(Object.keys(ownersOf).length > 0 && { ownersOf }),
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

/** `ordering` to `group:default/ordering`. */
function refOf(text: string, defaultKind: string): string {
  const [, kind = defaultKind, namespace = 'default', name] =
    /^(?:([^:]+):)?(?:([^/]+)\/)?(.+)$/.exec(text) ?? [];
  return `${kind}:${namespace}/${name}`.toLowerCase();
}
