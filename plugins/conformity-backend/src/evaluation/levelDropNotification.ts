import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Level } from '@waymark-idp/plugin-conformity-common';
import { EvaluationResult } from '../database/EvaluationStore';

const ORDER: Level[] = ['none', 'bronze', 'silver', 'gold'];

/** What the owners are told when the level of their component has dropped, and only then. */
export function levelDropNotification(
  result: EvaluationResult,
): NotificationSendOptions | undefined {
  const { claim, level, changes } = result;
  const before = claim.previous?.level;
  if (!claim.owner || !before || !level) {
    return undefined;
  }
  if (ORDER.indexOf(level) >= ORDER.indexOf(before)) {
    return undefined;
  }
  const { kind, namespace, name } = parseEntityRef(claim.entityRef);
  const lost = changes.filter(
    change => change.to === 'failed' || change.to === 'error',
  );
  return {
    recipients: { type: 'entity', entityRef: claim.owner },
    payload: {
      title: `${claim.title ?? name} dropped from ${before} to ${level}`,
      description: lost.map(change => change.message).join('\n') || undefined,
      link: `/catalog/${namespace}/${kind}/${name}/conformity`,
      severity: 'normal',
      topic: 'conformity',
      // A later drop replaces this one instead of piling up.
      scope: `conformity:level:${claim.entityRef}`,
    },
  };
}
