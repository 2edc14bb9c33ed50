-- Marks of messages that have been done, each in the transaction of what it led to.
CREATE TABLE processed_message (
  id text PRIMARY KEY,
  processed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX processed_message_processed_at ON processed_message (processed_at);

-- The example to replace: who was greeted, and how.
CREATE TABLE greeting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  text text NOT NULL,
  greeted_at timestamptz NOT NULL DEFAULT now()
);
