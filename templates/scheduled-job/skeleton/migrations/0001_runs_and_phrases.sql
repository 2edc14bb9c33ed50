-- Runs: one for each night, with the checkpoint of the last batch and the result of the last attempt.
CREATE TABLE job_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  night date NOT NULL UNIQUE,
  attempt integer NOT NULL DEFAULT 1,
  cursor text,
  done integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  outcome text CHECK (outcome IN ('done', 'stopped', 'failed')),
  reason text,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
-- At most one run is not done.
CREATE UNIQUE INDEX job_run_unfinished ON job_run ((true)) WHERE outcome IS DISTINCT FROM 'done';

-- The example to replace: the word to greet with in each language.
CREATE TABLE phrase (
  language text COLLATE "C" PRIMARY KEY,
  text text,
  refreshed_at timestamptz
);
INSERT INTO phrase (language) VALUES ('de'), ('en'), ('es'), ('fr'), ('sv');
