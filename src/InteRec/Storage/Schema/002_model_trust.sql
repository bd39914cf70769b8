-- How well a language model plans: found out once for an endpoint, a model, a dataset and the prompt that asked.

CREATE TABLE model_trust (
    endpoint TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    dataset  TEXT    NOT NULL,
    prompt   TEXT    NOT NULL,
    passed   INTEGER NOT NULL,
    checks   INTEGER NOT NULL,
    failed   TEXT    NOT NULL,
    at       BIGINT  NOT NULL,
    PRIMARY KEY (endpoint, model, dataset, prompt)
);
