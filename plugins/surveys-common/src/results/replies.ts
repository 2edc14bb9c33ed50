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

/** Everything that is stored under my name. @public */
export interface PersonalData {
  userRef: string;
  /** Waves I was asked to answer, and whether I have. */
  invitations: { waveId: string; title: string; participated: boolean }[];
  /** What I have filled in and not sent; confidential waves only. */
  drafts: { waveId: string; answers: Record<string, unknown> }[];
  /** What I have sent in confidential waves. Anonymous answers cannot be found. */
  responses: { waveId: string; answers: Record<string, unknown> }[];
  /** Whether I may be asked for an interview. */
  interviews: boolean;
}

/** People who may be asked for an interview: they said so. @public */
export interface InterviewVolunteers {
  items: { userRef: string }[];
}
