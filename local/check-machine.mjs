// Plain JavaScript on purpose: it has to run, and explain itself, on whatever Node a machine brings.
import { spawnSync } from 'node:child_process';

const oldestNode = 24;
const oldestJava = 17;

/** @returns {string | undefined} what to do before careledger can start, as one sentence */
function findWhatIsMissing() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    return `careledger needs Node ${oldestNode} and found ${process.versions.node}: run "npm ci" without --omit=optional, which brings Node ${oldestNode} along, and start it through npm.`;
  }
  if (!process.argv.includes('--java') || process.env.CARELEDGER_DYNAMODB_ENDPOINT) return undefined;
  // `java -version` answers on stderr, as `openjdk version "17.0.15"` (or "1.8.0" for Java 8).
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.error) {
    return `careledger needs Java ${oldestJava} or newer for its table and found none on the PATH: install a Java runtime, or name a DynamoDB endpoint in CARELEDGER_DYNAMODB_ENDPOINT.`;
  }
  const version = /version "(?:1\.)?(\d+)/.exec(java.stderr)?.[1];
  if (version !== undefined && Number(version) < oldestJava) {
    return `careledger needs Java ${oldestJava} or newer for its table and found Java ${version}: install a newer one, or name a DynamoDB endpoint in CARELEDGER_DYNAMODB_ENDPOINT.`;
  }
  return undefined;
}

const missing = findWhatIsMissing();
if (missing !== undefined) {
  process.stderr.write(`${missing}\n`);
  process.exit(1);
}
