-- Dev has neither of these tables, so there is nothing to fill them from.
CREATE TABLE IF NOT EXISTS "bazaar-vid_autofix_metrics" (...);
CREATE TABLE IF NOT EXISTS "bazaar-vid_autofix_sessions" (...);
