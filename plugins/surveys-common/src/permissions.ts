import { createPermission } from '@backstage/plugin-permission-common';

/** Read the survey definitions. @public */
export const surveysSurveyReadPermission = createPermission({
  name: 'surveys.survey.read',
  attributes: { action: 'read' },
});

/** Read waves: their questions, audience, terms and dates. @public */
export const surveysWaveReadPermission = createPermission({
  name: 'surveys.wave.read',
  attributes: { action: 'read' },
});

/** Create a wave of a survey. @public */
export const surveysWaveCreatePermission = createPermission({
  name: 'surveys.wave.create',
  attributes: { action: 'create' },
});

/** Open and close a wave. @public */
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

/** All permissions of the surveys plugin. @public */
export const surveysPermissions = [
  surveysSurveyReadPermission,
  surveysWaveReadPermission,
  surveysWaveCreatePermission,
  surveysWaveUpdatePermission,
  surveysInvitationReadPermission,
  surveysResponseCreatePermission,
  surveysParticipationReadPermission,
  surveysResultsReadPermission,
];
