-- Fills an empty, migrated database. Variables: busy, the number of alliances that are asked about;
-- nine times as many others share the rest. Ids are UUIDs of version 7 whose last digits are a
-- number, in decimal, so that whoever asks can tell them from the number.
\set ON_ERROR_STOP on
SET session_replication_role = replica; -- the foreign keys hold by construction
CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT CAST('0193a000-0000-7000-80' || kind || '-' || lpad(CAST(number AS text), 12, '0') AS uuid) $$;

INSERT INTO alliance
  (id, slug, name, time_zone, fiscal_year_start, public, status, revision, version, created_at)
SELECT pg_temp.id('a1', a), 'alliance-' || a, 'Alliance number ' || a, 'America/New_York', 7, false,
  'active', 20000, 1, timestamptz '2010-01-01 08:00Z' + a * interval '1 minute'
FROM generate_series(1, 10 * :busy) a;

INSERT INTO organization (id, alliance_id, name, mission, status, version, created_at)
SELECT pg_temp.id('a2', n), pg_temp.id('a1', (n - 1) / 5 + 1), 'Organization number ' || n,
  'It looks after people who need a home.', 'active', 2, timestamptz '2010-01-02 08:00Z' + n * interval '1 minute'
FROM generate_series(1, 50 * :busy) n;

INSERT INTO "user"
  (id, email, email_key, name, password_hash, password_temporary, admin, disabled, version, created_at)
SELECT pg_temp.id('a3', n), 'person-' || n || '@example.org', 'person-' || n || '@example.org',
  'Person number ' || n, made.password_hash, false, false, false, 1,
  timestamptz '2010-01-03 08:00Z' + n * interval '1 minute'
FROM generate_series(1, 120 * :busy) n, (SELECT password_hash FROM "user" LIMIT 1) made;

-- For pgbench only, which cannot sign in.
INSERT INTO session (id, user_id, created_at, expires_at, version)
SELECT pg_temp.id('a7', n), pg_temp.id('a3', n), now(), now() + interval '10 years', 1
FROM generate_series(1, 120 * :busy) n;

-- Of twelve members the first facilitates, the last two fund, the others are partners.
INSERT INTO member
  (id, alliance_id, user_id, name, role, steward, organization_id, status, version, created_at)
SELECT pg_temp.id('a4', n), pg_temp.id('a1', (n - 1) / 12 + 1), pg_temp.id('a3', n), 'Person number ' || n,
  CASE WHEN n % 12 = 1 THEN 'facilitator' WHEN n % 12 IN (11, 0) THEN 'funder' ELSE 'partner' END,
  n % 12 = 1,
  CASE WHEN n % 12 IN (1, 11, 0) THEN NULL ELSE pg_temp.id('a2', (n - 1) / 12 * 5 + n % 5 + 1) END,
  'active', 3, timestamptz '2010-01-04 08:00Z' + n * interval '1 minute'
FROM generate_series(1, 120 * :busy) n;

-- Sixty indicators in an alliance that is asked about, eight in the others. The last two of the
-- sixty are daily, and have free days to write for.
CREATE TEMP TABLE numbered AS
SELECT n, CASE WHEN n <= 60 * :busy THEN (n - 1) / 60 + 1 ELSE (n - 60 * :busy - 1) / 8 + 1 + :busy END AS a,
  CASE WHEN n <= 60 * :busy THEN (n - 1) % 60 + 1 ELSE (n - 60 * :busy - 1) % 8 + 1 END AS i
FROM generate_series(1, 132 * :busy) n;
INSERT INTO indicator
  (id, alliance_id, code, title, description, unit, measure, direction, counting, baseline_value,
   baseline_on, targets, target_path, period_type, visibility, status, version, created_at)
SELECT pg_temp.id('a5', n), pg_temp.id('a1', a), 'housing-' || lpad(CAST(i AS text), 2, '0'),
  'Families with a stable home, district ' || lpad(CAST(i AS text), 2, '0'),
  CASE WHEN i % 2 = 0 THEN 'Families that have lived at one address for at least twelve months.' END,
  'families', 'other', 'increase', 'level', '120', date '2010-01-01',
  '[{"due_on":"2015-12-31","value":200},{"due_on":"2020-12-31","value":350.5},{"due_on":"2028-12-31","value":500}]',
  'linear', CASE WHEN i > 58 THEN 'day' ELSE 'month' END,
  CASE WHEN i % 3 = 0 THEN 'funders' ELSE 'partners' END, 'active', 10 + i,
  timestamptz '2010-01-05 08:00Z' + n * interval '1 minute'
FROM numbered;

-- Period by period, as they come in life, so that the rows of one indicator lie far apart.
CREATE TEMP TABLE period AS
SELECT p, false AS daily, to_char(day, 'YYYY-MM') AS code, CAST(day AS date) AS first,
  CAST(day + interval '1 month' - interval '1 day' AS date) AS last
FROM generate_series(0, 199) p, LATERAL (SELECT timestamp '2010-01-01' + p * interval '1 month') AS at(day)
UNION ALL
SELECT p, true, to_char(day, 'YYYY-MM-DD'), day, day
FROM generate_series(0, 199) p, LATERAL (SELECT date '2026-02-01' + p) AS at(day);
INSERT INTO measurement
  (id, alliance_id, indicator_id, period, period_start, period_end, value, status, note, corrections,
   entered_by, entered_at, version)
SELECT pg_temp.id('a6', m), pg_temp.id('a1', a), pg_temp.id('a5', n), code, first, last,
  CAST(CAST((CAST(m AS bigint) * 7919) % 100000 AS numeric) / 10 AS numeric(8, 1)), 'final',
  CASE WHEN m % 10 = 0 THEN 'Counted at the end of the period.' END, 0, pg_temp.id('a4', (a - 1) * 12 + 2),
  CAST(last AS timestamp) AT TIME ZONE 'UTC' + interval '5 days' + (n % 50000 + 1) * interval '1.000001 s',
  100 + p * 60 + i
FROM (
  SELECT m, (m - 1) / (60 * :busy) AS p, (m - 1) % (60 * :busy) + 1 AS n
  FROM generate_series(1, 12000 * :busy) m
  UNION ALL
  SELECT 12000 * :busy + m, (m - 1) / (72 * :busy), (m - 1) % (72 * :busy) + 1 + 60 * :busy
  FROM generate_series(1, 8000 * :busy) m
) AS value JOIN numbered USING (n) JOIN period USING (p)
WHERE daily = (i > 58)
ORDER BY m;
VACUUM (ANALYZE, FREEZE);
CHECKPOINT;
