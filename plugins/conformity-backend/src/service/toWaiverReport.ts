import { ScmIntegrationRegistry } from '@backstage/integration';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import {
  ScorecardOutcome,
  Waiver,
  WaiverReport,
} from '@waymark-idp/plugin-conformity-common';
import { WaiverRow } from '../database/WaiverStore';
import { Decider } from './Deciders';
import { sourceLinks } from './sourceLinks';

/** A waiver as it is told to everybody. */
export function toWaiver(row: WaiverRow): Waiver {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    check: row.check_id,
    reason: row.reason,
    state: row.state,
    expiresAt: row.expires_at.toISOString(),
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    source: row.source,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at?.toISOString(),
    decision: row.decision ?? undefined,
  };
}

/** A waiver with its check, the evidence, and what the reader may do. */
export function toWaiverReport(
  row: WaiverRow,
  options: {
    standards: readonly CompiledStandard[];
    integrations: ScmIntegrationRegistry;
    decider: Decider;
  },
): WaiverReport {
  const { standards, integrations, decider } = options;
  const standard = standards.find(({ checks }) =>
    checks.some(check => check.id === row.check_id),
  );
  const check = standard?.checks.find(({ id }) => id === row.check_id);
  const open = row.state === 'requested' || row.state === 'approved';
  const decides = decider.mayDecideAbout(row.check_id);
  const asked = decider.asked(row.requested_by);
  return {
    ...toWaiver(row),
    componentTitle: row.component_title ?? undefined,
    owner: row.owner ?? undefined,
    checkTitle: check?.title,
    checkOwner: check?.owner ?? standard?.owner,
    standard: standard && {
      name: standard.name,
      title: standard.title,
      owner: standard.owner,
    },
    outcome: outcomeOf(row, integrations),
    mayDecide: row.state === 'requested' && decides && !asked,
    mayRevoke: open && (decides || asked),
  };
}

function outcomeOf(
  { outcome, source_url: sourceUrl, commit }: WaiverRow,
  integrations: ScmIntegrationRegistry,
): ScorecardOutcome | undefined {
  if (!outcome || !sourceUrl) {
    return undefined;
  }
  const { state, message, since, evidence } = outcome;
  const links = sourceLinks({
    integrations,
    sourceUrl,
    commit: commit ?? undefined,
  });
  return {
    state,
    message,
    since,
    evidence: evidence.map(item => ({
      ...item,
      url: item.line || state === 'passed' ? links.file(item) : undefined,
    })),
  };
}
