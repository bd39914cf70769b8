-- A user belongs to the key that first wrote of them, a recommendation to the key that asked for it; null where no key was needed, or for
-- users that only the log knows.

ALTER TABLE users ADD COLUMN key_id TEXT;

ALTER TABLE recommendations ADD COLUMN key_id TEXT;

UPDATE recommendations SET key_id = (SELECT key_id FROM conversations WHERE conversations.conversation_id = recommendations.conversation_id);

UPDATE users SET key_id = (
    SELECT key_id FROM conversations WHERE conversations.user_no = users.user_no AND key_id IS NOT NULL ORDER BY created_at, conversation_id LIMIT 1);
