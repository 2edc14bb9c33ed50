import { createHash } from 'node:crypto';
import { KnownVersion } from '../database/DatabaseTemplateVersionStore';

/** What the drift of a repository depends on besides its commit, as a digest. */
export function questionOf(
  templateRef: string,
  versions: readonly KnownVersion[] = [],
): string {
  const asked = [templateRef, versions.map(v => [v.version, v.digest])];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
