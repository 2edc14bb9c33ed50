import {
  checkOwner,
  everyone,
  owner,
  platform,
  Rule,
  signedIn,
  taskCreator,
} from './rule';

/**
 * The policy, by permission name.
 *
 * Every permission of Backstage that this portal runs with, and every one of
 * our plugins, has a line here; a test compares.
 */
export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  // Anyone may register a repository; what kinds it may bring is up to
  // catalog.rules. Taking it out again concerns everyone who uses it, and a
  // location has no owner to ask: that is the platform's.
  ['catalog.entity.read', everyone],
  ['catalog.entity.create', everyone],
  ['catalog.entity.validate', everyone],
  ['catalog.entity.refresh', owner],
  ['catalog.entity.delete', owner],
  ['catalog.location.read', everyone],
  ['catalog.location.create', everyone],
  ['catalog.location.analyze', everyone],
  ['catalog.location.delete', platform],
  ['catalog.ingestion.read', everyone],
  ['catalog.ingestion.manage', platform],

  // A dry run of one's own template runs one's own code on our machine.
  ['scaffolder.action.execute', everyone],
  ['scaffolder.template.parameter.read', everyone],
  ['scaffolder.template.step.read', everyone],
  ['scaffolder.template.dry-run', platform],
  ['scaffolder.template.management', platform],
  ['scaffolder.task.create', everyone],
  ['scaffolder.task.read', taskCreator],
  ['scaffolder.task.cancel', taskCreator],

  // Scores are for everyone to see; an evaluation costs work, so it is the
  // owner's to ask for.
  ['conformity.scorecard.read', everyone],
  ['conformity.standard.read', everyone],
  ['conformity.evaluation.create', owner],
  ['conformity.preview.create', everyone],
  ['conformity.fact.create', platform],

  // Who owns a component asks; who owns the check decides. That nobody decides
  // about what they asked for themselves, the plugin sees to.
  ['conformity.waiver.read', everyone],
  ['conformity.waiver.create', owner],
  ['conformity.waiver.approve', checkOwner],
  ['conformity.campaign.read', everyone],
  ['conformity.campaign.create', platform],
  ['conformity.campaign.update', platform],

  // A fix shows files and opens a proposal: the owner's. What a change of the
  // standards would do is for everyone who may propose one, and those are all.
  ['conformity.fix.create', owner],
  ['conformity.change.create', signedIn],

  ['golden-path.preview.create', signedIn],
  ['golden-path.name.read', signedIn],
  ['golden-path.credential.read', signedIn],
  ['golden-path.drift.read', everyone],
  ['golden-path.upgrade.create', owner],
  ['golden-path.adoption.read', everyone],
  ['golden-path.version.read', signedIn],
  // A rollout proposes to repositories of other teams, who decide about the proposals.
  ['golden-path.rollout.read', everyone],
  ['golden-path.rollout.create', platform],
  ['golden-path.rollout.update', platform],

  // Results are only ever what suppression left, so all may see them.
  // How many answered, by group, is for those who run the survey.
  ['surveys.survey.read', signedIn],
  ['surveys.survey.create', platform],
  ['surveys.survey.update', platform],
  ['surveys.survey.delete', platform],
  ['surveys.wave.read', signedIn],
  ['surveys.wave.create', platform],
  ['surveys.wave.update', platform],
  ['surveys.wave.delete', platform],
  ['surveys.preference.update', signedIn],
  ['surveys.promise.read', signedIn],
  ['surveys.promise.create', platform],
  ['surveys.promise.update', platform],
  ['surveys.promise.delete', platform],
  ['surveys.milestone.create', platform],
  ['surveys.milestone.delete', platform],
  ['surveys.invitation.read', signedIn],
  ['surveys.response.create', signedIn],
  ['surveys.participation.read', platform],
  ['surveys.results.read', signedIn],
  ['surveys.reply.update', platform],
  ['surveys.personal-data.update', signedIn],
  ['surveys.interview.read', platform],
]);
