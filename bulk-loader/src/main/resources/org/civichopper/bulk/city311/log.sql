CREATE TABLE IF NOT EXISTS log (
    id           serial PRIMARY KEY,
    status       varchar NOT NULL DEFAULT 'INFO',
    message      text,
    created_time timestamp NOT NULL DEFAULT now()
);
