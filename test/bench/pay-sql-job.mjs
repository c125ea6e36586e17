import { pathToFileURL } from 'node:url';

/**
 * The reckoning of a run in SQL over DuckDB: every range that was paid valued again, and what is newly due. Prints what
 * it took and what it found. The package is installed for the bench alone, so it is imported by its path.
 */
const [, , modulePath, folder, through] = process.argv;
const { DuckDBInstance } = await import(pathToFileURL(modulePath ?? '').href);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();

await connection.run(`CREATE TABLE strands AS SELECT * FROM read_csv('${folder}/strands.csv')`);
await connection.run(`CREATE TABLE ranges AS SELECT * FROM read_csv('${folder}/ranges.csv')`);
await connection.run('CREATE MACRO through_day(weekly, days) AS (2 * weekly * days + 7000000) // 14000000');

const start = performance.now();
const answer = await connection.runAndReadAll(`
  WITH worth AS (
    SELECT r.strand, r.first, r.last, r.pence,
           s.sign * (through_day(s.weekly, r.last - s.first + 1) - through_day(s.weekly, r.first - s.first)) AS worth
    FROM ranges r JOIN strands s USING (strand)
  ), adjustments AS (
    SELECT strand, first, last, worth - pence AS pence FROM worth WHERE worth <> pence
  ), covered AS (
    SELECT strand, max(last) AS last FROM ranges GROUP BY strand
  ), newly AS (
    SELECT s.strand, c.last + 1 AS first, ${Number(through)} AS last,
           s.sign * (through_day(s.weekly, ${Number(through)} - s.first + 1) - through_day(s.weekly, c.last + 1 - s.first)) AS pence
    FROM strands s JOIN covered c USING (strand) WHERE c.last < ${Number(through)}
  )
  SELECT count(*)::INTEGER AS lines, sum(pence)::BIGINT AS pence
  FROM (SELECT * FROM adjustments UNION ALL SELECT * FROM newly)
`);
const milliseconds = performance.now() - start;
const [[lines, pence]] = answer.getRows();
console.log(JSON.stringify({ milliseconds, lines: Number(lines), totalPence: Number(pence) }));
