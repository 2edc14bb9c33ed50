/** What those who run the platform answer to a comment or theme, in public. @public */
export interface CommentReply {
  waveId: string;
  questionId: string;
  /** The id of a comment or of a theme of the stored results. */
  targetId: string;
  text: string;
  /** Entity ref of who answers. */
  repliedBy: string;
  /** ISO 8601. */
  repliedAt: string;
}

/** Everything that is stored under my name; all times ISO 8601. @public */
export interface PersonalData {
  userRef: string;
  /** Waves I was asked to answer, and whether I have. */
  invitations: {
    waveId: string;
    title: string;
    participated: boolean;
    /** What my answer counts for, where it is known still. */
    group?: string | null;
    snoozedUntil?: string | null;
  }[];
  /** What I have filled in and not sent; confidential waves only. */
  drafts: { waveId: string; answers: Record<string, unknown> }[];
  /** What I have sent in confidential waves. Anonymous answers cannot be found. */
  responses: {
    waveId: string;
    answers: Record<string, unknown>;
    /** In the second half of the wave. */
    late: boolean;
  }[];
  /** Whether I may be asked for an interview. */
  interviews: boolean;
  /** When I was asked, for the rests and the yearly cap. */
  asks: { surveyId: string; at: string }[];
  /** How often I was drawn, of surveys that ask a part of all each time. */
  panelRounds: { surveyId: string; round: number }[];
  /** What happened to me that a survey asks about. */
  prompts: {
    surveyId: string;
    trigger: string;
    subject: string;
    happenedAt: string;
    snoozedUntil?: string | null;
    done: boolean;
  }[];
  /** What I said about being asked. */
  preferences: { optedOut: boolean; snoozedUntil?: string };
  /** What I did for the surveys of others. */
  work: {
    kind: 'wave' | 'schedule' | 'survey' | 'promise' | 'reply' | 'milestone';
    id: string;
    text: string;
  }[];
}

/** People who may be asked for an interview: they said so. @public */
export interface InterviewVolunteers {
  items: { userRef: string }[];
}
