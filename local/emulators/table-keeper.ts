import { spawn } from 'node:child_process';
import process from 'node:process';

// Stands between the runtime and DynamoDB Local so that the Java process never outlives the runtime: the runtime holds
// the other end of stdin, and the operating system closes that when the runtime ends, however it ends. It runs in a
// process group of its own, so that Ctrl-C reaches the runtime first and the table last.
const [folder, ...javaArguments] = process.argv.slice(2);
const java = spawn('java', javaArguments, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });

process.stdin.resume();
process.stdin.on('close', () => java.kill());
process.stdin.on('error', () => java.kill());
java.on('error', () => process.exit(1));
java.on('exit', (code) => process.exit(code ?? 0));
