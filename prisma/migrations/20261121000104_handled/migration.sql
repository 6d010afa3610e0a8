-- Settling or retrying an action ends its notices.
CREATE INDEX notices_unread_of ON notices (action_id) WHERE read_at IS NULL;
