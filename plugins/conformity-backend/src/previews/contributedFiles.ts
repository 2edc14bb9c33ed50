import { StandardsPreviewRequest } from '@waymark-idp/plugin-conformity-common';
import {
  applyContribution,
  ContributedFile,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';

/** The files that a contribution changes, before and after. */
export function contributed(
  current: readonly StandardFile[],
  request: StandardsPreviewRequest,
): ContributedFile[] {
  if ('contribution' in request) {
    return applyContribution(current, request.contribution).filter(({ path }) =>
      current.some(file => file.path === path),
    );
  }
  return request.files.map(({ path, content }) => ({
    path,
    before: current.find(file => file.path === path)?.content,
    after: content,
  }));
}

/** All files, as they are after it. */
export function withFiles(
  current: readonly StandardFile[],
  files: readonly ContributedFile[],
): StandardFile[] {
  const changed = new Map(files.map(({ path, after }) => [path, after]));
  const kept = current.filter(({ path }) => !changed.has(path));
  return [
    ...kept,
    ...[...changed].map(([path, content]) => ({ path, content })),
  ];
}
