-- To be filled from dev: put the cursor on the placeholder and ask for a quick fix.
CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" (...);
