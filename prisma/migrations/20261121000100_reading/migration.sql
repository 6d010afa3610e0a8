-- What pages list by but few rows have: each of these indexes stays small, and costs a common action nothing.
CREATE INDEX actions_in_flight ON actions (submitted_at DESC, id DESC) WHERE state IN ('approved', 'executing');
CREATE INDEX actions_high      ON actions (submitted_at DESC, id DESC) WHERE tier = 'high';
CREATE INDEX actions_test      ON actions (submitted_at DESC, id DESC) WHERE mode = 'test';
