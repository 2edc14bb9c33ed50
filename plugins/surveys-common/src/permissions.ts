import { createPermission } from '@backstage/plugin-permission-common';

/** Read the survey definitions. @public */
export const surveysSurveyReadPermission = createPermission({
  name: 'surveys.survey.read',
  attributes: { action: 'read' },
});

/** Add a survey in the portal. @public */
export const surveysSurveyCreatePermission = createPermission({
  name: 'surveys.survey.create',
  attributes: { action: 'create' },
});

/** Change a survey that was made in the portal. @public */
export const surveysSurveyUpdatePermission = createPermission({
  name: 'surveys.survey.update',
  attributes: { action: 'update' },
});

/** Remove a survey that was made in the portal. @public */
export const surveysSurveyDeletePermission = createPermission({
  name: 'surveys.survey.delete',
  attributes: { action: 'delete' },
});

/** Read waves: their questions, audience, terms and dates. @public */
export const surveysWaveReadPermission = createPermission({
  name: 'surveys.wave.read',
  attributes: { action: 'read' },
});

/** Create a wave of a survey, or a schedule of waves, and see whom it would ask. @public */
export const surveysWaveCreatePermission = createPermission({
  name: 'surveys.wave.create',
  attributes: { action: 'create' },
});

/** Open, extend, close and put away waves; pause schedules. @public */
export const surveysWaveUpdatePermission = createPermission({
  name: 'surveys.wave.update',
  attributes: { action: 'update' },
});

/** Read one's own invitations and drafts. @public */
export const surveysInvitationReadPermission = createPermission({
  name: 'surveys.invitation.read',
  attributes: { action: 'read' },
});

/** Answer a wave one is invited to, and keep a draft of it. @public */
export const surveysResponseCreatePermission = createPermission({
  name: 'surveys.response.create',
  attributes: { action: 'create' },
});

/**
 * Read participation by group. Those invited, who do not have it, read the
 * total of their wave.
 *
 * @public
 */
export const surveysParticipationReadPermission = createPermission({
  name: 'surveys.participation.read',
  attributes: { action: 'read' },
});

/** Read the results of closed waves. @public */
export const surveysResultsReadPermission = createPermission({
  name: 'surveys.results.read',
  attributes: { action: 'read' },
});

/** Reply in public to comments and themes of results. @public */
export const surveysReplyUpdatePermission = createPermission({
  name: 'surveys.reply.update',
  attributes: { action: 'update' },
});

/** Export and delete what is stored under one's own name. @public */
export const surveysPersonalDataUpdatePermission = createPermission({
  name: 'surveys.personal-data.update',
  attributes: { action: 'update' },
});

/** See who may be asked for an interview. @public */
export const surveysInterviewReadPermission = createPermission({
  name: 'surveys.interview.read',
  attributes: { action: 'read' },
});

/** Remove waves that were not opened, and schedules. @public */
export const surveysWaveDeletePermission = createPermission({
  name: 'surveys.wave.delete',
  attributes: { action: 'delete' },
});

/** Say whether one wants to be asked. @public */
export const surveysPreferenceUpdatePermission = createPermission({
  name: 'surveys.preference.update',
  attributes: { action: 'update' },
});

/** Read promises. @public */
export const surveysPromiseReadPermission = createPermission({
  name: 'surveys.promise.read',
  attributes: { action: 'read' },
});

/** Make a promise about a result. @public */
export const surveysPromiseCreatePermission = createPermission({
  name: 'surveys.promise.create',
  attributes: { action: 'create' },
});

/** Change a promise, and ask people for an interview about it. @public */
export const surveysPromiseUpdatePermission = createPermission({
  name: 'surveys.promise.update',
  attributes: { action: 'update' },
});

/** Remove a promise that was made by mistake. @public */
export const surveysPromiseDeletePermission = createPermission({
  name: 'surveys.promise.delete',
  attributes: { action: 'delete' },
});

/** Note what happened that trends are read against. @public */
export const surveysMilestoneCreatePermission = createPermission({
  name: 'surveys.milestone.create',
  attributes: { action: 'create' },
});

/** Remove what was noted. @public */
export const surveysMilestoneDeletePermission = createPermission({
  name: 'surveys.milestone.delete',
  attributes: { action: 'delete' },
});

/** All permissions of the surveys plugin. @public */
export const surveysPermissions = [
  surveysSurveyReadPermission,
  surveysSurveyCreatePermission,
  surveysSurveyUpdatePermission,
  surveysSurveyDeletePermission,
  surveysWaveReadPermission,
  surveysWaveCreatePermission,
  surveysWaveUpdatePermission,
  surveysInvitationReadPermission,
  surveysResponseCreatePermission,
  surveysParticipationReadPermission,
  surveysResultsReadPermission,
  surveysReplyUpdatePermission,
  surveysPersonalDataUpdatePermission,
  surveysInterviewReadPermission,
  surveysWaveDeletePermission,
  surveysPreferenceUpdatePermission,
  surveysPromiseReadPermission,
  surveysPromiseCreatePermission,
  surveysPromiseUpdatePermission,
  surveysPromiseDeletePermission,
  surveysMilestoneCreatePermission,
  surveysMilestoneDeletePermission,
];
