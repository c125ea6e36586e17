import { buildCouncil } from './council.ts';
import { extractFiles } from './extracts.ts';
import { type SampleOptions } from './model.ts';
import { providerReturnFiles } from './returns/provider-returns.ts';
import { type SampleFile } from './sample-file.ts';
import { managedStatementFiles } from './statements/managed-statements.ts';
import { bankStatementFiles } from './statements/statement-files.ts';

/** Every file of the sample, one at a time, in an order that can be loaded as it comes. */
export function* sampleFiles(options: SampleOptions): Generator<SampleFile> {
  const council = buildCouncil(options);
  yield* extractFiles(council);
  yield* providerReturnFiles(council);
  yield* bankStatementFiles(council);
  yield* managedStatementFiles(council);
}
