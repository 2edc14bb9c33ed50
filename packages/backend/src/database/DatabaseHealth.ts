/** Tells whether the database answers. */
export interface DatabaseHealth {
  /** As it was when last asked; true before that. Costs nothing. */
  readonly answered: boolean;

  /** Asks, unless it was asked within the last second. Never rejects. */
  answers(): Promise<boolean>;
}
