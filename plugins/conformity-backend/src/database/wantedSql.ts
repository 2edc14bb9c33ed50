/**
 * Of a row `s`: there is something to do. Also where nobody looked for so many
 * seconds, since not every host tells of pushes: nothing has to be written for it.
 * What is stale may be tried again soon, but not where that is for later: a job
 * from before it was put off must not take it on.
 */
export const WANTED = `s.gone_at IS NULL
  AND (s.evaluated_at IS NULL OR s.wanted_at > s.evaluated_at
    OR s.stale_since IS NOT NULL AND coalesce(s.retry_at < clock_timestamp() + interval '1 minute', true)
    OR s.evaluated_at < clock_timestamp() - make_interval(secs => :lookAfter))`;

/** Default of the binding `lookAfter`. */
export const LOOK_AFTER_SECONDS = 3600;
