import { pathToFileURL } from 'node:url';

/**
 * The checks of a return as joins in SQL over DuckDB, on one thread: each visit beside its package, beside its week,
 * beside others of its person and its carer. Prints what it took and how much it found; it writes nothing.
 */
const [, , modulePath, path, packages] = process.argv;
const { DuckDBInstance } = await import(pathToFileURL(modulePath ?? '').href);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
await connection.run(`
  CREATE TABLE packages AS SELECT 'PK' || n AS packageId, 'U' || n AS personId, DATE '2026-04-06' AS first,
    12.5 * 60 AS weekMinutes, 20.00::DECIMAL(9,2) AS rate FROM range(${Number(packages)}) r(n)
`);

const start = performance.now();
const answer = await connection.runAndReadAll(`
  WITH visits AS MATERIALIZED (
    SELECT row_number() OVER () AS line, v.*, p.packageId AS known, p.first, p.rate AS agreed, p.weekMinutes,
      date_trunc('week', v.date) AS week,
      extract(hour FROM v.actualStartTime) * 60 + extract(minute FROM v.actualStartTime) AS starts
    FROM read_csv('${path}', types = {'date': 'DATE', 'startTime': 'TIME', 'actualStartTime': 'TIME',
      'rate': 'DECIMAL(9,2)', 'amount': 'DECIMAL(9,2)', 'lineRef': 'VARCHAR'}) v
    LEFT JOIN packages p ON p.packageId = v.packageId AND p.personId = v.personId
  ), by_line AS (
    SELECT line FROM visits WHERE known IS NULL OR date < first OR date > DATE '2026-11-05' OR rate <> agreed
      OR amount <> round(rate * claimedMinutes * carers / 60, 2)
  ), repeated AS (
    SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY packageId, date, startTime, claimedMinutes, carerId) AS n
      FROM visits) WHERE n > 1
  ), weeks AS (
    SELECT packageId, week, sum(claimedMinutes * carers) AS claimed, sum(actualMinutes * carers) AS delivered,
      any_value(weekMinutes) AS commissioned FROM visits GROUP BY packageId, week
  ), weeks_off AS (
    SELECT packageId FROM weeks WHERE abs(claimed - commissioned) > greatest(5, commissioned * 0.1)
      OR claimed - delivered > greatest(5, commissioned * 0.1)
  ), at_once AS (
    SELECT line FROM (SELECT line, starts, max(starts + actualMinutes) OVER (PARTITION BY personId, date ORDER BY starts
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended FROM visits) WHERE ended > starts
  ), crammed AS (
    SELECT line FROM (SELECT line, personId, starts,
      lag(starts + actualMinutes) OVER (PARTITION BY carerId, date ORDER BY starts) AS ended,
      lag(personId) OVER (PARTITION BY carerId, date ORDER BY starts) AS other FROM visits)
      WHERE starts - ended < 5 AND other <> personId
  ), worked AS (
    SELECT carerId FROM visits GROUP BY carerId, date HAVING sum(actualMinutes) > 960
  )
  SELECT (SELECT count(*) FROM by_line) + (SELECT count(*) FROM repeated) + (SELECT count(*) FROM weeks_off)
    + (SELECT count(*) FROM at_once) + (SELECT count(*) FROM crammed) + (SELECT count(*) FROM worked) AS found,
    (SELECT count(*) FROM visits) AS lines
`);
const seconds = (performance.now() - start) / 1000;
const [[found, lines]] = answer.getRows();
console.log(JSON.stringify({ seconds, found: Number(found), lines: Number(lines) }));
