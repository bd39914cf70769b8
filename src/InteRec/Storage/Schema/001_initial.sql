-- Times are milliseconds since 1970. Users and items of the log are numbers: rows stay small, and a user's id stands in one place only,
-- which is what deleting every trace of a user rests on.

CREATE TABLE counters (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE items (
    item_id    TEXT     NOT NULL PRIMARY KEY,
    attributes TEXT     NOT NULL,
    hidden     SMALLINT NOT NULL,
    updated_at BIGINT   NOT NULL
);

CREATE TABLE users (
    user_no INTEGER NOT NULL PRIMARY KEY,
    user_id TEXT    NOT NULL UNIQUE
);

-- Item ids that the log knows. They need not be in the catalogue: a held interaction waits here for its item.
CREATE TABLE log_items (
    item_no INTEGER NOT NULL PRIMARY KEY,
    item_id TEXT    NOT NULL UNIQUE
);

-- The key holds the whole row, so the same row twice is one row; and it begins with user and time, so the latest of a user is one range.
CREATE TABLE interactions (
    user_no INTEGER          NOT NULL REFERENCES users (user_no) ON DELETE CASCADE,
    at      BIGINT           NOT NULL,
    item_no INTEGER          NOT NULL REFERENCES log_items (item_no),
    kind    SMALLINT         NOT NULL,
    weight  DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (user_no, at, item_no, kind, weight)
) WITHOUT ROWID;

CREATE TABLE interaction_batches (
    batch_key TEXT   NOT NULL PRIMARY KEY,
    result    TEXT   NOT NULL,
    at        BIGINT NOT NULL
);

CREATE TABLE profile_entries (
    user_no   INTEGER NOT NULL REFERENCES users (user_no) ON DELETE CASCADE,
    kind      TEXT    NOT NULL,
    item_id   TEXT    NOT NULL,
    attribute TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    PRIMARY KEY (user_no, kind, item_id, attribute, value)
);

CREATE TABLE conversations (
    conversation_id TEXT    NOT NULL PRIMARY KEY,
    user_no         INTEGER REFERENCES users (user_no) ON DELETE CASCADE,
    key_id          TEXT,
    state           TEXT    NOT NULL,
    turn            INTEGER NOT NULL,
    created_at      BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL
);

CREATE INDEX conversations_user ON conversations (user_no);
CREATE INDEX conversations_updated ON conversations (updated_at);

CREATE TABLE turns (
    conversation_id TEXT    NOT NULL REFERENCES conversations (conversation_id) ON DELETE CASCADE,
    turn            INTEGER NOT NULL,
    message         TEXT    NOT NULL,
    reply           TEXT    NOT NULL,
    at              BIGINT  NOT NULL,
    PRIMARY KEY (conversation_id, turn)
);

-- A record outlives a conversation that was purged for age: it then keeps what metrics need and loses the plan, which holds the person's words.
CREATE TABLE recommendations (
    recommendation_id TEXT    NOT NULL PRIMARY KEY,
    conversation_id   TEXT,
    turn              INTEGER,
    user_no           INTEGER REFERENCES users (user_no) ON DELETE CASCADE,
    ranker_id         TEXT,
    planner           TEXT    NOT NULL,
    variant           TEXT,
    plan              TEXT,
    items             TEXT    NOT NULL,
    at                BIGINT  NOT NULL
);

CREATE INDEX recommendations_conversation ON recommendations (conversation_id);
CREATE INDEX recommendations_user ON recommendations (user_no);
CREATE INDEX recommendations_at ON recommendations (at);

CREATE TABLE feedback (
    recommendation_id TEXT   NOT NULL REFERENCES recommendations (recommendation_id) ON DELETE CASCADE,
    item_id           TEXT   NOT NULL,
    kind              TEXT   NOT NULL,
    reason            TEXT,
    at                BIGINT NOT NULL,
    PRIMARY KEY (recommendation_id, item_id, kind)
);
