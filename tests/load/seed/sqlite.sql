-- The same rows as postgres.sql, in SQLite's words. The parameter :busy is the number of alliances
-- that are asked about.
.bail on
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -1000000;
BEGIN;

-- The last six bytes of a number's id: two decimal digits a byte. || makes texts of bytes, and a
-- CAST makes bytes of them again; this has no unhex.
CREATE TEMP TABLE number (n INTEGER PRIMARY KEY, tail BLOB);
WITH all_pairs (bytes) AS (VALUES (x'00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899'))
INSERT INTO number
SELECT value, x'0000' || substr(bytes, value / 1000000 % 100 + 1, 1) || substr(bytes, value / 10000 % 100 + 1, 1)
  || substr(bytes, value / 100 % 100 + 1, 1) || substr(bytes, value % 100 + 1, 1)
FROM generate_series(1, 20000 * :busy), all_pairs;

INSERT INTO alliance
  (id, slug, name, time_zone, fiscal_year_start, public, status, revision, version, created_at)
SELECT CAST(x'0193a0000000700080a1' || tail AS BLOB), 'alliance-' || n, 'Alliance number ' || n, 'America/New_York',
  7, FALSE, 'active', 20000, 1, strftime('%Y-%m-%dT%H:%M:%S+00:00', '2010-01-01 08:00', n || ' minutes')
FROM number WHERE n <= 10 * :busy;

INSERT INTO organization (id, alliance_id, name, mission, status, version, created_at)
SELECT CAST(x'0193a0000000700080a2' || one.tail AS BLOB), CAST(x'0193a0000000700080a1' || alliance.tail AS BLOB),
  'Organization number ' || one.n, 'It looks after people who need a home.', 'active', 2,
  strftime('%Y-%m-%dT%H:%M:%S+00:00', '2010-01-02 08:00', one.n || ' minutes')
FROM number AS one JOIN number AS alliance ON alliance.n = (one.n - 1) / 5 + 1
WHERE one.n <= 50 * :busy;

INSERT INTO user
  (id, email, email_key, name, password_hash, password_temporary, admin, disabled, version, created_at)
SELECT CAST(x'0193a0000000700080a3' || tail AS BLOB), 'person-' || n || '@example.org', 'person-' || n || '@example.org',
  'Person number ' || n, made.password_hash, FALSE, FALSE, FALSE, 1,
  strftime('%Y-%m-%dT%H:%M:%S+00:00', '2010-01-03 08:00', n || ' minutes')
FROM (SELECT password_hash FROM user LIMIT 1) AS made CROSS JOIN number
WHERE n <= 120 * :busy;

-- Of twelve members the first facilitates, the last two fund, the others are partners.
INSERT INTO member
  (id, alliance_id, user_id, name, role, steward, organization_id, status, version, created_at)
SELECT CAST(x'0193a0000000700080a4' || one.tail AS BLOB), CAST(x'0193a0000000700080a1' || alliance.tail AS BLOB),
  CAST(x'0193a0000000700080a3' || one.tail AS BLOB), 'Person number ' || one.n,
  CASE WHEN one.n % 12 = 1 THEN 'facilitator' WHEN one.n % 12 IN (11, 0) THEN 'funder' ELSE 'partner' END,
  one.n % 12 = 1,
  CASE WHEN one.n % 12 IN (1, 11, 0) THEN NULL ELSE CAST(x'0193a0000000700080a2' || organization.tail AS BLOB) END,
  'active', 3, strftime('%Y-%m-%dT%H:%M:%S+00:00', '2010-01-04 08:00', one.n || ' minutes')
FROM number AS one
JOIN number AS alliance ON alliance.n = (one.n - 1) / 12 + 1
JOIN number AS organization ON organization.n = (one.n - 1) / 12 * 5 + one.n % 5 + 1
WHERE one.n <= 120 * :busy;

-- Sixty indicators in an alliance that is asked about, eight in the others. The last two of the
-- sixty are daily, and have free days to write for.
CREATE TEMP TABLE numbered (n INTEGER PRIMARY KEY, a INTEGER, i INTEGER, id BLOB, alliance_id BLOB, partner_id BLOB);
INSERT INTO numbered
SELECT at.n, at.a, at.i, CAST(x'0193a0000000700080a5' || one.tail AS BLOB),
  CAST(x'0193a0000000700080a1' || alliance.tail AS BLOB), CAST(x'0193a0000000700080a4' || partner.tail AS BLOB)
FROM (
  SELECT n, (n - 1) / 60 + 1 AS a, (n - 1) % 60 + 1 AS i FROM number WHERE n <= 60 * :busy
  UNION ALL
  SELECT n + 60 * :busy, (n - 1) / 8 + 1 + :busy, (n - 1) % 8 + 1 FROM number WHERE n <= 72 * :busy
) AS at
JOIN number AS one ON one.n = at.n
JOIN number AS alliance ON alliance.n = at.a
JOIN number AS partner ON partner.n = (at.a - 1) * 12 + 2;
INSERT INTO indicator
  (id, alliance_id, code, title, description, unit, measure, direction, counting, baseline_value,
   baseline_on, targets, target_path, period_type, visibility, status, version, created_at)
SELECT id, alliance_id, printf('housing-%02d', i), printf('Families with a stable home, district %02d', i),
  CASE WHEN i % 2 = 0 THEN 'Families that have lived at one address for at least twelve months.' END,
  'families', 'other', 'increase', 'level', '120', '2010-01-01',
  '[{"due_on":"2015-12-31","value":200},{"due_on":"2020-12-31","value":350.5},{"due_on":"2028-12-31","value":500}]',
  'linear', CASE WHEN i > 58 THEN 'day' ELSE 'month' END,
  CASE WHEN i % 3 = 0 THEN 'funders' ELSE 'partners' END, 'active', 10 + i,
  strftime('%Y-%m-%dT%H:%M:%S+00:00', '2010-01-05 08:00', n || ' minutes')
FROM numbered;

-- Period by period, as they come in life, so that the rows of one indicator lie far apart.
CREATE TEMP TABLE period (daily INTEGER, p INTEGER, code TEXT, first TEXT, last TEXT, entered TEXT, PRIMARY KEY (daily, p));
INSERT INTO period
SELECT 0, value, strftime('%Y-%m', '2010-01-01', value || ' months'), date('2010-01-01', value || ' months'),
  date('2010-01-01', (value + 1) || ' months', '-1 day'), date('2010-01-01', (value + 1) || ' months', '4 days')
FROM generate_series(0, 199)
UNION ALL
SELECT 1, value, date('2026-02-01', value || ' days'), date('2026-02-01', value || ' days'),
  date('2026-02-01', value || ' days'), date('2026-02-01', (value + 5) || ' days')
FROM generate_series(0, 199);
INSERT INTO measurement
  (id, alliance_id, indicator_id, period, period_start, period_end, value, status, note, corrections,
   entered_by, entered_at, version)
SELECT CAST(x'0193a0000000700080a6' || one.tail AS BLOB), alliance_id, numbered.id, code, first, last,
  printf('%.1f', (m * 7919) % 100000 / 10.0), 'final',
  CASE WHEN m % 10 = 0 THEN 'Counted at the end of the period.' END, 0, partner_id,
  entered || 'T' || time(numbered.n % 50000 + 1, 'unixepoch') || printf('.%06d+00:00', numbered.n % 50000 + 1),
  100 + p * 60 + i
FROM (
  SELECT value AS m, (value - 1) / (60 * :busy) AS at, (value - 1) % (60 * :busy) + 1 AS n
  FROM generate_series(1, 12000 * :busy)
  UNION ALL
  SELECT 12000 * :busy + value, (value - 1) / (72 * :busy), (value - 1) % (72 * :busy) + 1 + 60 * :busy
  FROM generate_series(1, 8000 * :busy)
) AS value
CROSS JOIN number AS one ON one.n = m
CROSS JOIN numbered ON numbered.n = value.n
CROSS JOIN period ON daily = (i > 58) AND p = at;
COMMIT;
