-- Where a conversation stood when so much had been said: found by callers that send all messages of it every time and no id. A digest is of
-- the messages, the key and the user; the state is a copy, so that a history that went another way since goes on from here.

CREATE TABLE histories (
    digest          TEXT     NOT NULL PRIMARY KEY,
    conversation_id TEXT     NOT NULL REFERENCES conversations (conversation_id) ON DELETE CASCADE,
    turn            INTEGER  NOT NULL,
    state           TEXT     NOT NULL,
    shared          SMALLINT NOT NULL,
    at              BIGINT   NOT NULL
);

CREATE INDEX histories_conversation ON histories (conversation_id);
CREATE INDEX histories_at ON histories (at);
